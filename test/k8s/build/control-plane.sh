#!/usr/bin/env bash
# Usage: control-plane.sh DIR
# Builds etcd, kube-apiserver and a kube-controller-manager of one controller into DIR, from the modules that
# Kubernetes publishes; needs Go. Prints what `npm run test:k8s` wants in its environment.
set -euo pipefail
kubernetes=1.35.4
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
to=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here"/{etcd,kube-apiserver,kube-controller-manager} "$work"
cd "$work"

go mod init gatewatch.test/control-plane
# Kubernetes' own go.mod has its libraries beside it; in other modules they have to be named by their versions.
library='^\t\(k8s\.io/[^ ]*\) => \./staging/.*'
mod=$(go mod download -json "k8s.io/kubernetes@v$kubernetes" | sed -n 's/^.*"GoMod": "\(.*\)".*/\1/p')
go mod edit -require="k8s.io/kubernetes@v$kubernetes"
for name in $(sed -n "s,$library,\1,p" "$mod"); do go mod edit -replace="$name=$name@v0.${kubernetes#*.}"; done
go mod tidy

version="-X k8s.io/component-base/version.gitVersion=v$kubernetes"
for program in etcd kube-apiserver kube-controller-manager; do
  go build -trimpath -ldflags "$version" -o "$to/$program" "./$program"
done
echo "export ETCD=$to/etcd KUBE_APISERVER=$to/kube-apiserver KUBE_CONTROLLER_MANAGER=$to/kube-controller-manager"
