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

# 1. Enable the APIs
# The proxy finds its instance through the AlloyDB API, and Workload Identity makes its tokens with
# the IAM Service Account Credentials API.
echo '1. Enable the APIs'
gcloud services enable alloydb.googleapis.com serviceusage.googleapis.com container.googleapis.com iamcredentials.googleapis.com iam.googleapis.com \
  --project=my-project

# 2. Switch Workload Identity on for the GKE cluster
# It lets pods act as IAM service accounts. Nothing happens where it is on already.
echo '2. Switch Workload Identity on for the GKE cluster'
workload_pool=$(gcloud container clusters describe my-cluster \
  --location=us-central1-a \
  --project=my-project \
  --format='value(workloadIdentityConfig.workloadPool)')
[ "$workload_pool" = my-project.svc.id.goog ] || gcloud container clusters update my-cluster \
  --location=us-central1-a \
  --project=my-project \
  --workload-pool=my-project.svc.id.goog

# 3. Switch Workload Identity on for every node pool
# Node pools that were there before the cluster had Workload Identity do not have it, and pods on them
# act as the node. A node pool that changes replaces its nodes one after another; one that has it is
# left alone.
echo '3. Switch Workload Identity on for every node pool'
node_pools=$(gcloud container node-pools list \
  --cluster=my-cluster \
  --location=us-central1-a \
  --project=my-project \
  --filter='config.workloadMetadataConfig.mode!=GKE_METADATA' \
  --format='value(name)')
for node_pool in $node_pools; do
  gcloud container node-pools update "$node_pool" --cluster=my-cluster --location=us-central1-a --project=my-project --workload-metadata=GKE_METADATA
done

# 4. Make the IAM service account
# It is who the proxy is for Google Cloud. A new one is not known everywhere at once, so it takes a
# moment until the next step.
echo '4. Make the IAM service account'
gcloud iam service-accounts describe alloydb-proxy-sa@my-project.iam.gserviceaccount.com --project=my-project >/dev/null 2>&1 || {
  gcloud iam service-accounts create alloydb-proxy-sa --project=my-project --display-name='AlloyDB Auth Proxy'
  sleep 15
}

# 5. Grant the roles that AlloyDB asks for
# They are granted in the project of the database, wherever the GKE cluster is.
echo '5. Grant the roles that AlloyDB asks for'
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
# This is one half of the link between the Kubernetes service account and the IAM service account. The
# annotation of the Kubernetes service account is the other half.
echo '6. Let the Kubernetes service account act as the IAM service account'
gcloud iam service-accounts add-iam-policy-binding alloydb-proxy-sa@my-project.iam.gserviceaccount.com \
  --project=my-project \
  --member='serviceAccount:my-project.svc.id.goog[default/alloydb-ksa]' \
  --role=roles/iam.workloadIdentityUser \
  --condition=None \
  --format=none

# 7. Let kubectl talk to the GKE cluster
# In a configuration of its own, so that yours stays as it is and no other cluster can be meant.
echo '7. Let kubectl talk to the GKE cluster'
kubectl_folder=$(mktemp -d)
trap 'rm -rf "$kubectl_folder"' EXIT
export KUBECONFIG="$kubectl_folder/config"
gcloud container clusters get-credentials my-cluster --location=us-central1-a --project=my-project

# 8. Ask for the password of the database user
# It is read from the terminal without being shown, and is on no command line, in no history and in no
# list of processes.
echo '8. Ask for the password of the database user'
printf %s 'Password for the database user (Enter alone leaves the user and the Secret as they are): ' >&2
if [ -t 0 ]; then trap 'stty echo; exit 130' INT TERM; stty -echo; fi
IFS= read -r password || true
if [ -t 0 ]; then stty echo; trap - INT TERM; echo >&2; fi
password_option() { printf "%s: '%s'\n" --password "$(printf %s "$password" | sed "s/'/''/g")"; }

# 9. Make the database user
# A user that is there already gets the password. gcloud writes every argument into a log file, which
# is switched off here.
echo '9. Make the database user'
users=$(gcloud alloydb users list --cluster=my-alloydb-cluster --region=us-central1 --project=my-project --format='value(name)')
if [ -z "$password" ]; then
  echo 'The user stays as it is.'
elif printf '%s\n' "$users" | grep -Fxq projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/users/appuser; then
  password_option | CLOUDSDK_CORE_DISABLE_FILE_LOGGING=true gcloud alloydb users set-password appuser \
    --cluster=my-alloydb-cluster \
    --region=us-central1 \
    --project=my-project \
    --flags-file=-
else
  password_option | CLOUDSDK_CORE_DISABLE_FILE_LOGGING=true gcloud alloydb users create appuser \
    --cluster=my-alloydb-cluster \
    --region=us-central1 \
    --project=my-project \
    --type=BUILT_IN \
    --keep-extra-roles=true \
    --flags-file=-
fi

# 10. Make the Secret with the password
# The password goes from one program to the next through standard input. Other keys of the Secret stay
# as they are.
echo '10. Make the Secret with the password'
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
# An administrator does it; psql asks for the password itself. It needs a way to the database, which
# is there while this runs in another terminal, on a machine that reaches the instance:
#   alloydb-auth-proxy --gcloud-auth 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary?port=5432'
echo '11. Make the database and grant the user its privileges'
export PGCLIENTENCODING=UTF8
psql --no-psqlrc --set=ON_ERROR_STOP=1 --host=127.0.0.1 --port=5432 --username=postgres --dbname=postgres <<'SQL'
SELECT format('CREATE DATABASE %I', 'myapp')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'myapp') \gexec
\connect -reuse-previous=on 'dbname=''myapp'''
GRANT CONNECT, TEMPORARY ON DATABASE "myapp" TO "appuser";
GRANT USAGE, CREATE ON SCHEMA "public" TO "appuser";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "public" TO "appuser";
GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA "public" TO "appuser";
-- The same for what this administrator makes later. Another user who makes tables has to grant them itself.
ALTER DEFAULT PRIVILEGES IN SCHEMA "public" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "appuser";
ALTER DEFAULT PRIVILEGES IN SCHEMA "public" GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO "appuser";
SQL

# 12. Test the connection from a pod
# A pod with the same proxy, Kubernetes service account and variables as the application logs in to
# every instance. If the Kubernetes service account comes with your manifest, apply that first and run
# this script again.
echo '12. Test the connection from a pod'
if kubectl get serviceaccount alloydb-ksa --namespace=default >/dev/null 2>&1; then
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
if ! kubectl wait pod/alloydb-connection-test --namespace=default --for='jsonpath={.status.phase}=Succeeded' --timeout=180s; then
  kubectl logs alloydb-connection-test --namespace=default --all-containers --prefix >&2
  exit 1
fi
kubectl logs alloydb-connection-test --namespace=default --container=psql
kubectl delete pod alloydb-connection-test --namespace=default
else
  echo 'The Kubernetes service account is not there yet. Apply the manifest and run this script again.'
fi
