#!/bin/sh
# gather.sh - the texts of the sources as a template for po files
# SPDX-License-Identifier: MIT
# usage: gather.sh WORDS.pot, in the source tree
set -eu
find daemon ctl plugins -name '*.c' | LC_ALL=C sort |
	xgettext -f - -k -k_ -kN_ -kNC_:1c,2 -ksay -klanguage_say:2 \
		-klanguage_plural:2,3 -kngettext:1,2 --flag=N_:1:no-c-format \
		--flag=NC_:2:no-c-format \
		--from-code=UTF-8 --add-location=file --package-name=bevakad \
		-o "$1"
