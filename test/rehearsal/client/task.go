package main

// Does what a migration or the program of a Job does: tries every database once.
func runTask(targets []target) int {
	code := 0
	for _, one := range targets {
		line, connection := tryLogin(one)
		tell(line)
		if connection == nil {
			code = 1
			continue
		}
		write := tryWriting(one, connection)
		tell(write)
		if write["outcome"] == "failed" || write["outcome"] == "may-nothing" {
			code = 1
		}
		disconnect(connection)
	}
	// As packages/rehearsal's task does: one that failed runs again and needs its proxy then.
	if code == 0 {
		postQuits()
	}
	return code
}
