module alloydb-gke.dev/stand-in

go 1.24
