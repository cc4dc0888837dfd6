"""A client of the Python connector: it connects once, and prints who the database says that it is."""

import argparse
import sys

from google.cloud.alloydbconnector import Connector

parser = argparse.ArgumentParser()
parser.add_argument("--instance", required=True)
parser.add_argument("--endpoint", required=True)
parser.add_argument("--user", required=True)
parser.add_argument("--password")
parser.add_argument("--database", required=True)
parser.add_argument("--refresh", default="background")
arguments = parser.parse_args()

try:
    with Connector(alloydb_api_endpoint=arguments.endpoint, refresh_strategy=arguments.refresh) as connector:
        login = {"password": arguments.password} if arguments.password else {"enable_iam_auth": True}
        connection = connector.connect(arguments.instance, "pg8000", user=arguments.user, db=arguments.database, **login)
        cursor = connection.cursor()
        cursor.execute("SELECT current_user")
        print("connected as", cursor.fetchone()[0])
        connection.close()
except Exception as error:  # Whatever it is, the test wants to read it.
    print("failed:", type(error).__name__, error)
    sys.exit(1)
