// Nothing: loaded once before anything is measured.
