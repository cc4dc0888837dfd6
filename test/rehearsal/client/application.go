package main

import (
	"context"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

const (
	pause = 200 * time.Millisecond
	// A database that has failed for this long has been tried: what starts beside the application is there by then.
	longEnough = 1500 * time.Millisecond
	// How long an operation that was begun may still take when the drain is over.
	patience = 10 * time.Second
)

// Does what a service does: gets into every database, keeps a transaction open and makes new connections until SIGTERM, drains, ends.
func runApplication(targets []target, drainTime time.Duration, terminated context.Context) {
	reached := make(chan target, len(targets))
	tried := sync.WaitGroup{}
	in := atomic.Int32{}
	for _, one := range targets {
		tried.Add(1)
		go func() {
			began := time.Now()
			once := sync.OnceFunc(tried.Done)
			// A login that takes its time on a busy machine has not failed.
			failed := sync.OnceFunc(func() { time.AfterFunc(time.Until(began.Add(longEnough)), once) })
			if getIn(one, terminated, failed) {
				in.Add(1)
				reached <- one
			}
			once()
		}()
	}
	opened := make(chan struct{})
	open := sync.OnceFunc(func() { close(opened) })
	go func() {
		tried.Wait()
		// A service that is told to end has transactions open: it is not settled before.
		if in.Load() > 0 {
			select {
			case <-opened:
			case <-time.After(longestLogin):
			}
		}
		if terminated.Err() == nil {
			tell(record{"event": "settled"})
		}
	}()
	var known []target
	var held *pgconn.PgConn
	for turn := 0; terminated.Err() == nil; turn++ {
		for len(reached) > 0 {
			known = append(known, <-reached)
		}
		if len(known) > 0 {
			if held = useHeld(held, known[0]); held != nil {
				open()
			}
			connectOnce(known[turn%len(known)])
		}
		select {
		case <-terminated.Done():
		case <-time.After(pause):
		}
	}
	if held != nil {
		tell(drain(held, known, drainTime))
		ask(held, "COMMIT")
		disconnect(held)
	}
}

// Tries until it gets in, and tells the first of each failure. Then tries to write.
func getIn(one target, terminated context.Context, failed func()) bool {
	last := ""
	for terminated.Err() == nil {
		line, connection := tryLogin(one)
		text, _ := line["error"].(string)
		if connection != nil || text != last {
			tell(line)
		}
		last = text
		if connection != nil {
			tell(tryWriting(one, connection))
			disconnect(connection)
			return true
		}
		failed()
		select {
		case <-terminated.Done():
		case <-time.After(pause):
		}
	}
	return false
}

// Works in the open transaction. It is opened again when it was cut, as a pool does.
func useHeld(held *pgconn.PgConn, one target) *pgconn.PgConn {
	if held == nil {
		connection, err := connect(one)
		if err != nil || ask(connection, "BEGIN") != nil {
			return nil
		}
		held = connection
	}
	if ask(held, "SELECT 1") != nil {
		disconnect(held)
		return nil
	}
	return held
}

func connectOnce(one target) error {
	connection, err := connect(one)
	if err != nil {
		return err
	}
	defer disconnect(connection)
	return ask(connection, "SELECT 1")
}

// Goes on working after SIGTERM: an operation in the open transaction and a new connection, five times a second.
func drain(held *pgconn.PgConn, targets []target, length time.Duration) record {
	began := time.Now()
	outcomes := struct {
		sync.Mutex
		begun, done int
		first       string
	}{}
	operations := sync.WaitGroup{}
	operate := func(one target, work func() error) {
		operations.Add(1)
		outcomes.Lock()
		outcomes.begun++
		outcomes.Unlock()
		go func() {
			defer operations.Done()
			err := work()
			outcomes.Lock()
			defer outcomes.Unlock()
			if err == nil {
				outcomes.done++
			} else if outcomes.first == "" {
				_, outcomes.first = seenError(one, err)
			}
		}()
	}
	inTransaction := sync.Mutex{}
	for turn := 0; time.Since(began) < length; turn++ {
		operate(targets[0], func() error {
			inTransaction.Lock()
			defer inTransaction.Unlock()
			return ask(held, "SELECT 1")
		})
		one := targets[turn%len(targets)]
		operate(one, func() error { return connectOnce(one) })
		next := min(time.Duration(turn+1)*pause, length)
		time.Sleep(time.Until(began.Add(next)))
	}
	finished := make(chan struct{})
	go func() { operations.Wait(); close(finished) }()
	select {
	case <-finished:
	case <-time.After(patience):
	}
	outcomes.Lock()
	defer outcomes.Unlock()
	line := record{"event": "drain", "seconds": math.Round(time.Since(began).Seconds()*10) / 10, "operations": outcomes.begun,
		"failed": outcomes.begun - outcomes.done}
	if outcomes.first == "" && outcomes.done < outcomes.begun {
		outcomes.first = "no answer within 10000 ms"
	}
	if outcomes.first != "" {
		line["firstError"] = outcomes.first
	}
	return line
}
