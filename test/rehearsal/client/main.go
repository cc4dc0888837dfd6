// Stands in for the programs of an application on a real node, as packages/rehearsal/src/client does in a rehearsal, and writes the
// same records: JSON, one a line. It is the only program of its images, whose environment says which part it plays.
//
// REHEARSAL_CLIENT_ROLE: application, task, bystander or done; load is an application that counts what it does, twice a second.
// REHEARSAL_CLIENT_DRAIN: seconds that an application goes on after SIGTERM. REHEARSAL_CLIENT_LISTEN: a port where it answers every
// request, for the probes of a bystander.
package main

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"
	"time"
)

type record map[string]any

var writing sync.Mutex

func tell(line record) {
	text, _ := json.Marshal(line)
	writing.Lock()
	defer writing.Unlock()
	os.Stdout.Write(append(text, '\n'))
}

func main() {
	terminated, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if port := os.Getenv("REHEARSAL_CLIENT_LISTEN"); port != "" {
		answer := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
		go func() { panic(http.ListenAndServe(":"+port, answer)) }()
	}
	os.Exit(play(os.Getenv("REHEARSAL_CLIENT_ROLE"), terminated))
}

func play(role string, terminated context.Context) int {
	if role == "done" {
		return 0
	}
	targets := targetsOf(os.Environ())
	if role != "bystander" && len(targets) == 0 {
		tell(record{"event": "no-database"})
	}
	switch role {
	case "task":
		ended := make(chan int, 1)
		go func() { ended <- runTask(targets) }()
		select {
		case code := <-ended:
			return code
		case <-terminated.Done():
			return 143
		}
	case "application":
		runApplication(targets, drainTime(), terminated)
		postQuits()
		return 0
	case "load":
		runLoad(targets, 500*time.Millisecond, drainTime(), terminated)
		return 0
	default:
		<-terminated.Done()
		return 0
	}
}

func drainTime() time.Duration {
	seconds, err := strconv.ParseFloat(os.Getenv("REHEARSAL_CLIENT_DRAIN"), 64)
	if err != nil {
		seconds = 2
	}
	return time.Duration(seconds * float64(time.Second))
}
