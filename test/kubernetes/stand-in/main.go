// Stands in for the containers of a pod that use the Auth Proxy, and records what happens to them, a JSON object a line:
// whether the proxy's ports accept a connection at the start, how many later ones are accepted and refused, SIGTERM, and the end.
//
// STAND_IN says which container it is: `application` goes on until DRAIN_SECONDS (2) after SIGTERM, every other one ends as soon as it
// has tried each port once, with exit code 1 where one refused.
package main

import (
	"encoding/json"
	"net"
	"net/url"
	"os"
	"os/signal"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func record(event string, fields map[string]any) {
	line := map[string]any{"time": time.Now().UTC().Format(time.RFC3339Nano), "event": event}
	for key, value := range fields {
		line[key] = value
	}
	text, _ := json.Marshal(line)
	os.Stdout.Write(append(text, '\n'))
}

// Every database that the environment names: each pair of a variable that ends in HOST and its PORT, and each URL.
func addresses() []string {
	found := map[string]bool{}
	for _, variable := range os.Environ() {
		name, value, _ := strings.Cut(variable, "=")
		if strings.HasSuffix(name, "_SERVICE_HOST") { // a service link, no choice of the manifest
			continue
		}
		if prefix, isHost := strings.CutSuffix(name, "HOST"); isHost && os.Getenv(prefix+"PORT") != "" {
			found[net.JoinHostPort(value, os.Getenv(prefix+"PORT"))] = true
		}
		if location, err := url.Parse(value); err == nil && strings.HasPrefix(location.Scheme, "postgres") && location.Port() != "" {
			found[location.Host] = true
		}
	}
	var list []string
	for address := range found {
		list = append(list, address)
	}
	sort.Strings(list)
	return list
}

func connect(address string) string {
	connection, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return err.Error()
	}
	connection.Close()
	return ""
}

func main() {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	// Of the Service called alloydb-proxy: the Auth Proxy would take it for its own setting.
	record("start", map[string]any{"serviceLink": os.Getenv("ALLOYDB_PROXY_PORT")})
	databases := addresses()
	refusals := 0
	for _, address := range databases {
		problem := connect(address)
		if problem != "" {
			refusals++
		}
		record("first connection", map[string]any{"address": address, "accepted": problem == "", "problem": problem})
	}
	if os.Getenv("STAND_IN") != "application" {
		record("end", map[string]any{"databases": len(databases), "refused": refusals})
		if refusals > 0 {
			os.Exit(1)
		}
		return
	}
	drain, err := strconv.Atoi(os.Getenv("DRAIN_SECONDS"))
	if err != nil {
		drain = 2
	}
	var end <-chan time.Time
	accepted, refused := 0, 0
	for {
		select {
		case <-stop:
			record("SIGTERM", map[string]any{"accepted": accepted, "refused": refused})
			accepted, refused = 0, 0
			end = time.After(time.Duration(drain) * time.Second)
		case <-end:
			record("end", map[string]any{"databases": len(databases), "accepted": accepted, "refused": refused})
			return
		case <-time.After(100 * time.Millisecond):
			for _, address := range databases {
				if connect(address) == "" {
					accepted++
				} else {
					refused++
				}
			}
		}
	}
}
