"""A client of the Python connector: it connects, and prints who the database says that it is, or why it could not.

With --attend it stays, and does so for every line that it reads.
"""

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
parser.add_argument("--attend", action="store_true")
arguments = parser.parse_args()


def connect(connector: Connector) -> bool:
    try:
        login = {"password": arguments.password} if arguments.password else {"enable_iam_auth": True}
        connection = connector.connect(arguments.instance, "pg8000", user=arguments.user, db=arguments.database, **login)
        cursor = connection.cursor()
        cursor.execute("SELECT current_user")
        print("connected as", cursor.fetchone()[0], flush=True)
        connection.close()
        return True
    except Exception as error:  # Whatever it is, the test wants to read it.
        print("failed:", type(error).__name__, " ".join(str(error).split()), flush=True)
        return False


with Connector(alloydb_api_endpoint=arguments.endpoint, refresh_strategy=arguments.refresh) as connector:
    if arguments.attend:
        for _ in sys.stdin:
            connect(connector)
    elif not connect(connector):
        sys.exit(1)
