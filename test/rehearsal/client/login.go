package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// The longest that a login may take, and every other question.
var longestLogin = 5 * time.Second

func connect(one target) (*pgconn.PgConn, error) {
	config, err := pgconn.ParseConfig("")
	if err != nil {
		return nil, err
	}
	config.Host, config.Port, config.User, config.Database = one.host, uint16(one.port), one.user, one.database
	config.Password, config.Fallbacks, config.TLSConfig = one.secret(), nil, nil
	config.RuntimeParams = map[string]string{"application_name": "alloydb-gke-rehearsal"}
	switch one.sslMode {
	case "require", "verify-ca", "verify-full":
		config.TLSConfig = &tls.Config{InsecureSkipVerify: true}
	}
	ctx, cancel := context.WithTimeout(context.Background(), longestLogin)
	defer cancel()
	return pgconn.ConnectConfig(ctx, config)
}

func ask(connection *pgconn.PgConn, sql string) error {
	ctx, cancel := context.WithTimeout(context.Background(), longestLogin)
	defer cancel()
	_, err := connection.Exec(ctx, sql).ReadAll()
	return err
}

func disconnect(connection *pgconn.PgConn) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	connection.Close(ctx)
}

// An error in the words of the client for Node.js, which is the other stand-in: its SQLSTATE where the database said it, and a text.
func seenError(one target, err error) (sqlstate, text string) {
	var said *pgconn.PgError
	place := fmt.Sprintf("%s:%d", one.host, one.port)
	if strings.HasPrefix(one.host, "/") {
		place = fmt.Sprintf("%s/.s.PGSQL.%d", one.host, one.port)
	}
	switch {
	case errors.As(err, &said) && said.Code == "28P01" && one.secret() == "":
		return "", "SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string"
	case errors.As(err, &said):
		return said.Code, said.Message
	case errors.Is(err, syscall.ECONNREFUSED):
		return "", "connect ECONNREFUSED " + place
	case errors.Is(err, syscall.ENOENT):
		return "", "connect ENOENT " + place
	case errors.Is(err, syscall.ECONNRESET):
		return "", "read ECONNRESET"
	case errors.Is(err, context.DeadlineExceeded):
		return "", "timeout expired"
	case strings.Contains(err.Error(), "refused TLS"):
		return "", "The server does not support SSL connections"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "", "Connection terminated unexpectedly"
	default:
		return "", err.Error()
	}
}

// One attempt to log in, and its record.
func tryLogin(one target) (record, *pgconn.PgConn) {
	began := time.Now()
	connection, err := connect(one)
	line := record{"event": "login", "from": one.from, "host": one.host, "port": one.port, "user": one.user, "database": one.database,
		"ok": err == nil, "milliseconds": time.Since(began).Milliseconds()}
	if err != nil {
		addError(line, one, err)
	}
	return line, connection
}

func addError(line record, one target, err error) {
	sqlstate, text := seenError(one, err)
	line["error"] = text
	if sqlstate != "" {
		line["sqlstate"] = sqlstate
	}
}
