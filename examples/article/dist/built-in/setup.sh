#!/bin/sh
# Sets up what a connection to AlloyDB needs. Written by @alloydb-gke/core.
# Run it as a file (sh setup.sh). It stops at the first command that fails and can be run again.
set -eu

# gcloud takes its own questions as answered with their default.
export CLOUDSDK_CORE_DISABLE_PROMPTS=1

for program in gcloud kubectl psql; do
  command -v "$program" >/dev/null || {
    echo "$program is not installed." >&2
    exit 1
  }
done

# kubectl logs in to GKE with a program of its own. It is on the PATH, or beside gcloud.
command -v gke-gcloud-auth-plugin >/dev/null || {
  sdk=$(gcloud info --format='value(installation.sdk_root)')
  [ -x "$sdk/bin/gke-gcloud-auth-plugin" ] || {
    echo 'gke-gcloud-auth-plugin is not installed. "gcloud components install gke-gcloud-auth-plugin" does it, or your package manager.' >&2
    exit 1
  }
}

# 1. Enable the APIs
cat <<'STEP'

1. Enable the APIs
The proxy finds its instance through the AlloyDB API, and Workload Identity makes its tokens with
the IAM Service Account Credentials API.
STEP
gcloud services enable alloydb.googleapis.com serviceusage.googleapis.com container.googleapis.com iamcredentials.googleapis.com iam.googleapis.com \
  --project=my-project

# 2. Switch Workload Identity on for the GKE cluster
cat <<'STEP'

2. Switch Workload Identity on for the GKE cluster
It lets pods act as IAM service accounts. Nothing happens where it is on already.
STEP
workload_pool=$(gcloud container clusters describe my-cluster \
  --location=us-central1-a \
  --project=my-project \
  --format='value(workloadIdentityConfig.workloadPool)')
[ "$workload_pool" = my-project.svc.id.goog ] || gcloud container clusters update my-cluster \
  --location=us-central1-a \
  --project=my-project \
  --workload-pool=my-project.svc.id.goog

# 3. Switch Workload Identity on for every node pool
cat <<'STEP'

3. Switch Workload Identity on for every node pool
Node pools that were there before the cluster had Workload Identity do not have it, and pods on them
act as the node. A node pool that changes replaces its nodes one after another, and every workload
on it that used the identity of the node loses that identity. One that has it is left alone. The
script asks first, and changes nothing where it cannot ask.
STEP
node_pools=$(gcloud container node-pools list \
  --cluster=my-cluster \
  --location=us-central1-a \
  --project=my-project \
  --filter='config.workloadMetadataConfig.mode!=GKE_METADATA' \
  --format='value(name)')
if [ -n "$node_pools" ]; then
  printf 'Node pools without Workload Identity:\n%s\n' "$node_pools"
  answer=no
  if [ -t 0 ]; then
    printf 'Replace the nodes of all of them? Type yes or no: ' >&2
    read -r answer || true
  fi
  if [ "$answer" = yes ]; then
    for node_pool in $node_pools; do
      gcloud container node-pools update "$node_pool" --cluster=my-cluster --location=us-central1-a --project=my-project --workload-metadata=GKE_METADATA
    done
  else
    echo 'They stay as they are. Run the workload on another node pool, or name its node pools in gkeCluster.nodePools.'
  fi
fi

# 4. Make the IAM service account
cat <<'STEP'

4. Make the IAM service account
It is who the proxy is for Google Cloud. A new one is not known everywhere at once, so it takes a
moment until the next step.
STEP
gcloud iam service-accounts describe alloydb-proxy-sa@my-project.iam.gserviceaccount.com --project=my-project >/dev/null 2>&1 || {
  gcloud iam service-accounts create alloydb-proxy-sa --project=my-project --display-name='AlloyDB Auth Proxy'
  sleep 15
}

# 5. Grant the roles that AlloyDB asks for
cat <<'STEP'

5. Grant the roles that AlloyDB asks for
They are granted in the project of the database, wherever the GKE cluster is.
STEP
gcloud projects add-iam-policy-binding my-project \
  --member=serviceAccount:alloydb-proxy-sa@my-project.iam.gserviceaccount.com \
  --role=roles/alloydb.client \
  --condition=None \
  --format=none
gcloud projects add-iam-policy-binding my-project \
  --member=serviceAccount:alloydb-proxy-sa@my-project.iam.gserviceaccount.com \
  --role=roles/serviceusage.serviceUsageConsumer \
  --condition=None \
  --format=none

# 6. Let the Kubernetes service account act as the IAM service account
cat <<'STEP'

6. Let the Kubernetes service account act as the IAM service account
This is one half of the link between the Kubernetes service account and the IAM service account. The
annotation of the Kubernetes service account is the other half.
STEP
gcloud iam service-accounts add-iam-policy-binding alloydb-proxy-sa@my-project.iam.gserviceaccount.com \
  --project=my-project \
  --member='serviceAccount:my-project.svc.id.goog[default/alloydb-ksa]' \
  --role=roles/iam.workloadIdentityUser \
  --condition=None \
  --format=none

# 7. Let kubectl talk to the GKE cluster
cat <<'STEP'

7. Let kubectl talk to the GKE cluster
In a configuration of its own, so that yours stays as it is and no other cluster can be meant.
STEP
kubectl_folder=$(mktemp -d)
trap 'rm -rf "$kubectl_folder"' EXIT
export KUBECONFIG="$kubectl_folder/config"
gcloud container clusters get-credentials my-cluster --location=us-central1-a --project=my-project

# 8. Ask for the password of the database user
cat <<'STEP'

8. Ask for the password of the database user
It is read from the terminal without being shown, and is on no command line, in no history and in no
list of processes.
STEP
printf %s 'Password for the database user (Enter alone leaves the user and the Secret as they are, if the user is there): ' >&2
if [ -t 0 ]; then trap 'stty echo; exit 130' INT TERM; stty -echo; fi
IFS= read -r password || true
if [ -t 0 ]; then stty echo; trap - INT TERM; echo >&2; fi
password_option() { printf "%s: '%s'\n" --password "$(printf %s "$password" | sed "s/'/''/g")"; }

# 9. Make the database user
cat <<'STEP'

9. Make the database user
A user that is there already gets the password; a new one cannot do without. gcloud writes every
argument into a log file, which is switched off here.
STEP
users=$(gcloud alloydb users list --cluster=my-alloydb-cluster --region=us-central1 --project=my-project --format='value(name)')
if printf '%s\n' "$users" | grep -Fxq projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/users/appuser; then
  if [ -n "$password" ]; then
    password_option | CLOUDSDK_CORE_DISABLE_FILE_LOGGING=true gcloud alloydb users set-password appuser \
      --cluster=my-alloydb-cluster \
      --region=us-central1 \
      --project=my-project \
      --flags-file=-
  else
    echo 'The user stays as it is.'
  fi
elif [ -n "$password" ]; then
  password_option | CLOUDSDK_CORE_DISABLE_FILE_LOGGING=true gcloud alloydb users create appuser \
    --cluster=my-alloydb-cluster \
    --region=us-central1 \
    --project=my-project \
    --type=BUILT_IN \
    --keep-extra-roles=true \
    --flags-file=-
else
  printf '%s\n' 'There is no database user "appuser" yet, and a new one needs a password. Run this script again and type one.' >&2
  exit 1
fi

# 10. Make the Secret with the password
cat <<'STEP'

10. Make the Secret with the password
The password goes from one program to the next through standard input. Other keys of the Secret stay
as they are.
STEP
if [ -n "$password" ]; then
  printf %s "$password" |
    kubectl create secret generic alloydb-credentials \
      --namespace=default \
      --from-file=password=/dev/stdin \
      --dry-run=client \
      --output=yaml |
    kubectl apply --server-side --force-conflicts --field-manager=alloydb-gke-setup --filename=-
fi

# 11. Make the database and grant the user its privileges
cat <<'STEP'

11. Make the database and grant the user its privileges
An administrator does it; psql asks for the password itself. What belongs to other users is left
alone and named. psql needs a way to the database; where it says "connection refused", start this in
another terminal, on a machine that reaches the instance, and run the script again:
  alloydb-auth-proxy --gcloud-auth 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary?port=5432'
STEP
export PGCLIENTENCODING=UTF8
psql --no-psqlrc --set=ON_ERROR_STOP=1 --host=127.0.0.1 --port=5432 --username=postgres --dbname=postgres <<'SQL'
SELECT format('CREATE DATABASE %I', 'myapp')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'myapp') \gexec
\connect -reuse-previous=on 'dbname=''myapp'''
SELECT format('CREATE SCHEMA %I', 'public')
WHERE NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'public') \gexec
-- Grants what this administrator may grant. What the user still lacks then is named, with its owner.
WITH object (name, owner, privileges, missing) AS (
  SELECT format('DATABASE %I', datname), datdba, 'CONNECT, TEMPORARY', NOT has_database_privilege('appuser', oid, 'TEMPORARY')
    FROM pg_database WHERE datname = current_database()
  UNION ALL
  SELECT format('SCHEMA %I', nspname), nspowner, 'USAGE, CREATE', NOT has_schema_privilege('appuser', oid, 'CREATE')
    FROM pg_namespace WHERE nspname = 'public'
  UNION ALL
  SELECT format('TABLE %I.%I', nspname, relname), relowner, 'SELECT, INSERT, UPDATE, DELETE', NOT has_table_privilege('appuser', pg_class.oid, 'DELETE')
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = 'public' AND relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
  UNION ALL
  SELECT format('SEQUENCE %I.%I', nspname, relname), relowner, 'USAGE, SELECT, UPDATE', NOT has_sequence_privilege('appuser', pg_class.oid, 'UPDATE')
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = 'public' AND relkind IN ('S')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
)
SELECT format('GRANT %s ON %s TO %I', privileges, name, 'appuser') FROM object
WHERE pg_has_role(owner, 'USAGE')
UNION ALL
SELECT format('SELECT %L AS "not granted"', format('%1$I owns %2$s. Log in as %1$I and grant %3$s to %4$I.',
  pg_get_userbyid(owner), string_agg(name, ', ' ORDER BY name), privileges, 'appuser')) FROM object
WHERE missing AND NOT pg_has_role(owner, 'USAGE')
GROUP BY owner, privileges \gexec
-- The same for what this administrator makes later. Another user who makes tables has to grant them itself.
ALTER DEFAULT PRIVILEGES IN SCHEMA "public" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "appuser";
ALTER DEFAULT PRIVILEGES IN SCHEMA "public" GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO "appuser";
SQL

# 12. Test the connection from a pod
cat <<'STEP'

12. Test the connection from a pod
A pod with the same proxy, Kubernetes service account and variables as the application logs in to
every instance. If the Kubernetes service account comes with your manifest, apply that first and run
this script again.
STEP
service_account=$(kubectl get serviceaccount alloydb-ksa --namespace=default --ignore-not-found --output=name)
if [ -n "$service_account" ]; then
kubectl delete pod alloydb-connection-test --namespace=default --ignore-not-found
kubectl create --filename=- <<'JSON'
{
  "apiVersion": "v1",
  "kind": "Pod",
  "metadata": {
    "name": "alloydb-connection-test",
    "namespace": "default"
  },
  "spec": {
    "containers": [
      {
        "args": [
          "psql --no-psqlrc --command=\"SELECT 'primary' AS instance, current_user, current_database(), pg_is_in_recovery() AS read_only\"\nPGHOST=\"$READ_PGHOST\" PGPORT=\"$READ_PGPORT\" psql --no-psqlrc --command=\"SELECT 'read' AS instance, current_user, current_database(), pg_is_in_recovery() AS read_only\""
        ],
        "command": [
          "sh",
          "-euc"
        ],
        "env": [
          {
            "name": "PGHOST",
            "value": "127.0.0.1"
          },
          {
            "name": "PGPORT",
            "value": "5432"
          },
          {
            "name": "PGDATABASE",
            "value": "myapp"
          },
          {
            "name": "PGUSER",
            "value": "appuser"
          },
          {
            "name": "PGPASSWORD",
            "valueFrom": {
              "secretKeyRef": {
                "key": "password",
                "name": "alloydb-credentials"
              }
            }
          },
          {
            "name": "PGSSLMODE",
            "value": "disable"
          },
          {
            "name": "READ_PGHOST",
            "value": "127.0.0.1"
          },
          {
            "name": "READ_PGPORT",
            "value": "5433"
          },
          {
            "name": "READ_PGDATABASE",
            "value": "myapp"
          },
          {
            "name": "READ_PGUSER",
            "value": "appuser"
          },
          {
            "name": "READ_PGPASSWORD",
            "valueFrom": {
              "secretKeyRef": {
                "key": "password",
                "name": "alloydb-credentials"
              }
            }
          },
          {
            "name": "READ_PGSSLMODE",
            "value": "disable"
          }
        ],
        "image": "postgres:17",
        "name": "psql",
        "resources": {
          "limits": {
            "memory": "64Mi"
          },
          "requests": {
            "cpu": "50m",
            "memory": "64Mi"
          }
        },
        "securityContext": {
          "allowPrivilegeEscalation": false,
          "capabilities": {
            "drop": [
              "ALL"
            ]
          },
          "readOnlyRootFilesystem": true,
          "runAsNonRoot": true,
          "runAsUser": 65534,
          "seccompProfile": {
            "type": "RuntimeDefault"
          }
        }
      }
    ],
    "initContainers": [
      {
        "args": [
          "--address=127.0.0.1",
          "--max-connections=500",
          "--health-check",
          "--http-address=0.0.0.0",
          "--http-port=9090",
          "--admin-port=9091",
          "--exit-zero-sigterm",
          "--structured-logs",
          "projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary?port=5432",
          "projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-read-pool?port=5433"
        ],
        "image": "gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1",
        "imagePullPolicy": "IfNotPresent",
        "name": "alloydb-auth-proxy",
        "resources": {
          "limits": {
            "memory": "99Mi"
          },
          "requests": {
            "cpu": "100m",
            "memory": "99Mi"
          }
        },
        "restartPolicy": "Always",
        "securityContext": {
          "allowPrivilegeEscalation": false,
          "capabilities": {
            "drop": [
              "ALL"
            ]
          },
          "readOnlyRootFilesystem": true,
          "runAsGroup": 65532,
          "runAsNonRoot": true,
          "runAsUser": 65532,
          "seccompProfile": {
            "type": "RuntimeDefault"
          }
        },
        "startupProbe": {
          "failureThreshold": 60,
          "httpGet": {
            "path": "/startup",
            "port": 9090,
            "scheme": "HTTP"
          },
          "periodSeconds": 1,
          "successThreshold": 1,
          "timeoutSeconds": 5
        },
        "terminationMessagePolicy": "FallbackToLogsOnError"
      }
    ],
    "restartPolicy": "Never",
    "serviceAccountName": "alloydb-ksa",
    "terminationGracePeriodSeconds": 10
  }
}
JSON
exit_code= seconds=0
while [ -z "$exit_code" ] && [ "$seconds" -lt 180 ]; do
  sleep 3
  seconds=$((seconds + 3))
  exit_code=$(kubectl get pod alloydb-connection-test \
    --namespace=default \
    --output='jsonpath={.status.containerStatuses[?(@.name=="psql")].state.terminated.exitCode}')
done
if [ "$exit_code" != 0 ]; then
  kubectl logs alloydb-connection-test --namespace=default --all-containers --prefix >&2
  exit 1
fi
kubectl logs alloydb-connection-test --namespace=default --container=psql
kubectl delete pod alloydb-connection-test --namespace=default
else
  echo 'The Kubernetes service account is not there yet. Apply the manifest and run this script again.'
fi
