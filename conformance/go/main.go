// Checks a log of ours with the Go project's own packages: sumdb/note for signatures, sumdb/tlog
// for tiles, tree hashes and proofs.
//
//	main DIR|URL VKEY [CHECKPOINT...]
//
// Each further argument is an earlier checkpoint (file or address) that must be consistent.
package main

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) < 3 {
		fail("usage: main DIR|URL VKEY [CHECKPOINT...]")
	}
	base := strings.TrimSuffix(os.Args[1], "/")
	verifier, err := note.NewVerifier(strings.TrimSpace(os.Args[2]))
	check("the key", err)
	tree := open(read(base+"/checkpoint"), verifier)
	tiles := tlog.TileHashReader(tree, &files{base: base})

	root, err := tlog.TreeHash(tree.N, tiles)
	check("the tree hash", err)
	if root != tree.Hash {
		fail("the tree hash differs: %v, checkpoint says %v", root, tree.Hash)
	}
	fmt.Printf("signature and root of %d entries hold\n", tree.N)

	records := 0
	for start := int64(0); start < tree.N; start += 256 {
		for i, record := range bundle(base, start/256, tree.N) {
			index := start + int64(i)
			// proofs are made for the first, the last and every 97th
			if index%97 != 0 && index != tree.N-1 {
				leaf, err := tiles.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
				check("a leaf", err)
				if leaf[0] != tlog.RecordHash(record) {
					fail("record %d does not match its hash", index)
				}
			} else {
				proof, err := tlog.ProveRecord(tree.N, index, tiles)
				check("an inclusion proof", err)
				check("inclusion", tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(record)))
			}
			records++
		}
	}
	if int64(records) != tree.N {
		fail("%d records of %d", records, tree.N)
	}
	fmt.Printf("%d records hold\n", records)

	for _, name := range os.Args[3:] {
		earlier := open(read(name), verifier)
		if earlier.N == 0 {
			continue
		}
		proof, err := tlog.ProveTree(tree.N, earlier.N, tiles)
		check("a consistency proof", err)
		check("consistency", tlog.CheckTree(proof, tree.N, tree.Hash, earlier.N, earlier.Hash))
		fmt.Printf("consistent with the checkpoint of %d entries\n", earlier.N)
	}
}

// open verifies the note and parses the checkpoint by hand: tlog.ParseTree takes one origin only.
func open(data []byte, verifier note.Verifier) tlog.Tree {
	signed, err := note.Open(data, note.VerifierList(verifier))
	check("the checkpoint's signature", err)
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		fail("no checkpoint of %s: %q", verifier.Name(), signed.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check("the size", err)
	hash, err := base64.StdEncoding.DecodeString(lines[2])
	check("the root", err)
	tree := tlog.Tree{N: size}
	if copy(tree.Hash[:], hash) != tlog.HashSize {
		fail("the root has %d bytes", len(hash))
	}
	return tree
}

// files reads tiles where c2sp.org/tlog-tiles puts them: without the height that Go's paths have.
type files struct{ base string }

func (f *files) Height() int { return 8 }

func (f *files) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func (f *files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := strings.TrimPrefix(tile.Path(), "tile/8/")
		all = append(all, read(f.base+"/tile/"+path))
	}
	return all, nil
}

func bundle(base string, index, size int64) [][]byte {
	width := int(size - index*256)
	if width > 256 {
		width = 256
	}
	path := strings.TrimPrefix(tlog.Tile{H: 8, L: -1, N: index, W: width}.Path(), "tile/8/data/")
	data := read(base + "/tile/entries/" + path)
	var records [][]byte
	for len(data) > 0 {
		length := int(data[0])<<8 | int(data[1])
		records = append(records, data[2:2+length])
		data = data[2+length:]
	}
	return records
}

func read(where string) []byte {
	if !strings.HasPrefix(where, "http://") && !strings.HasPrefix(where, "https://") {
		data, err := os.ReadFile(where)
		check("reading", err)
		return data
	}
	answer, err := http.Get(where)
	check("asking", err)
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		fail("%s answered %s", where, answer.Status)
	}
	data, err := io.ReadAll(answer.Body)
	check("reading", err)
	return data
}

func check(what string, err error) {
	if err != nil {
		fail("%s: %v", what, err)
	}
}

func fail(format string, args ...interface{}) {
	fmt.Printf("FAILED: "+format+"\n", args...)
	os.Exit(1)
}
