// Package main is kube-controller-manager with one of its controllers: the one that gathers aggregated ClusterRoles.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/kubernetes/pkg/controller/clusterroleaggregation"
)

func main() {
	kubeconfig := flag.String("kubeconfig", "", "how to reach the API server")
	version := flag.Bool("version", false, "says what this is")
	for _, name := range []string{"controllers", "leader-elect", "secure-port"} {
		flag.String(name, "", "taken and not used")
	}
	flag.Parse()
	if *version {
		fmt.Println("clusterrole-aggregation-controller")
		return
	}
	config, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	client := kubernetes.NewForConfigOrDie(config)
	factory := informers.NewSharedInformerFactory(client, 10*time.Minute)
	controller := clusterroleaggregation.NewClusterRoleAggregation(factory.Rbac().V1().ClusterRoles(), client.RbacV1())
	ctx := context.Background()
	factory.Start(ctx.Done())
	controller.Run(ctx, 5)
}
