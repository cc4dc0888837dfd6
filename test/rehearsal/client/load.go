package main

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// What an application went through from its start to its end.
type counts struct {
	operations, failed int
	// Before the first operation that went well.
	before int
	first  string
}

func (all *counts) add(one target, err error) {
	switch {
	case err == nil:
		all.operations++
	case all.operations == 0:
		all.before++
	default:
		all.operations++
		all.failed++
		if all.first == "" {
			_, all.first = seenError(one, err)
		}
	}
}

// Works in an open transaction and makes new connections from its start until the drain after SIGTERM is over, and tells what failed.
func runLoad(targets []target, every, drainTime time.Duration, terminated context.Context) {
	longestLogin = 25 * time.Second // what is slow on a busy machine has not failed
	all := counts{}
	var held *pgconn.PgConn
	var end <-chan time.Time
	stopping := terminated.Done()
	for turn := 0; ; turn++ {
		if held == nil {
			connection, err := connect(targets[0])
			if err == nil {
				held, err = connection, ask(connection, "BEGIN")
			}
			all.add(targets[0], err)
		} else if err := ask(held, "SELECT 1"); err != nil {
			all.add(targets[0], err)
			disconnect(held)
			held = nil
		} else {
			all.add(targets[0], nil)
		}
		one := targets[turn%len(targets)]
		all.add(one, connectOnce(one))
		next := time.After(every)
		for waiting := true; waiting; {
			select {
			case <-next:
				waiting = false
			case <-stopping:
				stopping, end = nil, time.After(drainTime)
			case <-end:
				if held != nil {
					all.add(targets[0], ask(held, "COMMIT"))
					disconnect(held)
				}
				tell(record{"event": "load", "operations": all.operations, "failed": all.failed, "before": all.before, "firstError": all.first})
				return
			}
		}
	}
}
