// Package main serves the prices of the shop.
package main

import (
	"encoding/json"
	"log"
	"net/http"
)

var prices = map[string]int{
	"apple": 40,
	"bread": 320,
	"milk":  135,
}

func priceOf(name string) (int, bool) {
	price, known := prices[name]
	return price, known
}

func handlePrice(w http.ResponseWriter, r *http.Request) {
	price, known := priceOf(r.URL.Query().Get("name"))
	if !known {
		http.Error(w, "no such thing here", http.StatusNotFound)
		return
	}
	if err := json.NewEncoder(w).Encode(price); err != nil {
		log.Print(err)
	}
}

func main() {
	http.HandleFunc("/price", handlePrice)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
