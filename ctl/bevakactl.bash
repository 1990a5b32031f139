# bevakactl.bash - completion for bash: commands, options, names and ids
# SPDX-License-Identifier: MIT

# Members NAME of the list that COMMAND... prints; asked of the daemon, one
# second at the most. Words of other signs than names have are left out.
_bevakactl_list()
{
	local member=$1
	shift
	bevakactl "$@" "${_bevakactl_socket[@]}" --json --timeout 1 \
	    2>/dev/null | sed -n \
	    "s/^    \"$member\": \"\([A-Za-z0-9_.-]*\)\",\{0,1\}\$/\1/p"
}

# The command on the line so far, and the socket that it names.
_bevakactl_look()
{
	local i word
	command= n_words=0 _bevakactl_socket=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		case $word in
		--socket)
			[[ ${COMP_WORDS[i + 1]} == "=" ]] && i=$((i + 1))
			i=$((i + 1))
			_bevakactl_socket=(--socket "${COMP_WORDS[i]}")
			;;
		--timeout | --comment | -c | --feed | --for | --kind | --limit | \
		--search | --to | --until | --versions | --config | --vendor | \
		--date | --link | --notice | --receiver | --remind | --rule | \
		--reason | --stand-in | --start | --time | --item | --allow-private | --write | \
		--file | --since | --base-url | --content-type | --reference)
			[[ ${COMP_WORDS[i + 1]} == "=" ]] && i=$((i + 1))
			i=$((i + 1))
			;;
		-*) ;;
		*)
			if [[ -z $command ]]; then
				command=$word
			else
				n_words=$((n_words + 1))
				last_word=$word
			fi
			;;
		esac
	done
}

_bevakactl_options()
{
	printf '%s\n' --help --json --no-color --socket --timeout --version
	case $command in
	feeds) printf '%s\n' --comment --config --opml --reject --until --write ;;
	items) printf '%s\n' --feed --held --limit --search --versions ;;
	deadlines)
		printf '%s\n' --all --comment --date --extendable --kind \
		    --limit --link --notice --receiver --remind --rule \
		    --start --statutory --time --to
		;;
	alerts) printf '%s\n' --all --limit --mine ;;
	follow) printf '%s\n' --after ;;
	outbox) printf '%s\n' --all --limit --reason ;;
	silence) printf '%s\n' --all --comment --until ;;
	audit) printf '%s\n' --all ;;
	why) printf '%s\n' --receiver ;;
	notifiers) printf '%s\n' --dry-run --to ;;
	ack) printf '%s\n' --comment --for ;;
	done) printf '%s\n' --comment ;;
	snooze) printf '%s\n' --until ;;
	away) printf '%s\n' --stand-in ;;
	rules) printf '%s\n' --config --file --limit --send --since ;;
	check-config) printf '%s\n' --config --diff --vendor --print-options ;;
	probe) printf '%s\n' --item --allow-private --config ;;
	parse) printf '%s\n' --base-url --content-type ;;
	dates) printf '%s\n' --reference ;;
	extract) printf '%s\n' --jsonl ;;
	esac
}

# What a silence may be made of.
_bevakactl_matchers()
{
	printf '%s\n' rule= feed= source= receiver= matter= item= words=
}

# What may stand where the cursor is.
_bevakactl_words()
{
	case $command:$n_words in
	:* | help:0)
		printf '%s\n' status feeds items rules deadlines alerts \
		    outbox notifiers digest away follow poll reload settle ack done \
		    snooze why silence audit check-config probe parse dates extract help
		;;
	feeds:0)
		printf '%s\n' accept-move baseline check export import pause \
		    release resume
		_bevakactl_list name feeds
		;;
	feeds:1)
		case $last_word in
		accept-move | baseline | check | pause | release | resume)
			_bevakactl_list name feeds
			;;
		esac
		;;
	poll:0)
		echo now
		_bevakactl_list name feeds
		;;
	poll:*) _bevakactl_list name feeds ;;
	items:0)
		echo diff
		_bevakactl_list id items
		;;
	items:1) [[ $last_word == diff ]] && _bevakactl_list id items ;;
	deadlines:0)
		printf '%s\n' list show confirm reject done edit link add ics
		_bevakactl_list id deadlines
		;;
	deadlines:1)
		case $last_word in
		show | confirm | reject | done | edit | link)
			_bevakactl_list id deadlines
			;;
		esac
		;;
	deadlines:2) _bevakactl_list id deadlines ;;
	alerts:0 | ack:0 | snooze:0) _bevakactl_list id alerts ;;
	why:0)
		_bevakactl_list id alerts
		_bevakactl_list id items
		;;
	silence:0)
		printf '%s\n' add end list show
		_bevakactl_list id silence
		;;
	silence:1)
		case $last_word in
		add) _bevakactl_matchers ;;
		end | show) _bevakactl_list id silence ;;
		esac
		;;
	silence:*) _bevakactl_matchers ;;
	done:0)
		_bevakactl_list id alerts
		_bevakactl_list id deadlines
		;;
	outbox:0) printf '%s\n' dead drop export replay retry ;;
	outbox:*)
		case $last_word in
		drop | replay) _bevakactl_list id outbox dead ;;
		retry) _bevakactl_list id outbox ;;
		esac
		;;
	rules:0) printf '%s\n' test replay audit ;;
	rules:1)
		case $last_word in
		test | replay) _bevakactl_list name rules ;;
		esac
		;;
	digest:0) echo preview ;;
	digest:1) _bevakactl_list receiver digest ;;
	away:0) echo end ;;
	away:1) [[ $last_word == end ]] && _bevakactl_list user away ;;
	notifiers:0) printf '%s\n' describe list resume test ;;
	notifiers:1) _bevakactl_list name notifiers ;;
	esac
}

_bevakactl()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local command n_words last_word words
	local -a _bevakactl_socket

	[[ $cur == "=" ]] && cur=
	[[ $prev == "=" ]] && prev=${COMP_WORDS[COMP_CWORD - 2]}
	COMPREPLY=()
	_bevakactl_look
	case $prev in
	--feed) words=$(_bevakactl_list name feeds) ;;
	--kind)
		words="remiss expiry effect notice decision report apply
			register event complete appeal"
		;;
	--until) words="30min 2h 1d 3d 1w" ;;
	--for) words="1wd 5wd 3d 2w" ;;
	--since) words="30d 90d 12w 1year" ;;
	--socket | --config | --file | --vendor | --write)
		compopt -o default 2>/dev/null
		return
		;;
	--timeout | --comment | -c | --limit | --search | --to | --versions | \
	--date | --link | --notice | --receiver | --remind | --rule | \
	--stand-in | --start | --time | --base-url | --content-type | --reference | \
	--item | --allow-private)
		return
		;;
	*)
		if [[ $cur == -* ]]; then
			words=$(_bevakactl_options)
		elif [[ $command == parse || ${last_word-} == import ]]; then
			compopt -o default 2>/dev/null
			return
		else
			words=$(_bevakactl_words)
		fi
		;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}

complete -F _bevakactl bevakactl
