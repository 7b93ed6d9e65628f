# shellcheck shell=bash
# A new programme: the shortest that lints and plays, to be made into what its office needs.

# new_programme DOMAIN NAME: writes programmes/DOMAIN/NAME.yaml and NAME.play.
new_programme() {
    local domain=${1:-} name=${2:-}
    if [[ ! $domain =~ ^[a-z][a-z_]*$ || ! $name =~ ^[a-z][a-z_]*$ ]]; then
        echo "./do new DOMAIN NAME: two words of small letters, such as: ./do new homes lifts" >&2
        return 2
    fi
    if compgen -G "programmes/*/$name.yaml" >/dev/null; then
        echo "./do new: there is a programme $name already: $(echo programmes/*/"$name".yaml)" >&2
        return 1
    fi
    mkdir -p "programmes/$domain"
    sed "s/NAME/$name/" >"programmes/$domain/$name.yaml" <<'YAML'
# Who has something to say here, who deals with it, and by when.
programme: NAME
title: { zh: "新事项", en: "New matters" }

cases:
  matter:
    channels: [web, window]
    fields:
      story: { kind: text, longest: 500, required: true }
      where: { kind: place, required: true }
      reply: { kind: text, longest: 500 }
    start: reported
    ends: [handled]
    steps:
      handle: { from: reported, to: handled, by: window, within: 2 workdays, needs: [reply] }
    late:
      - { tell: whoever_is_due }

figures:
  received: { count: matter, title: { zh: "受理", en: "Received" } }
YAML
    sed "s/NAME/$name/" >"programmes/$domain/$name.play" <<'PLAY'
# A resident says something, and the window deals with it within two workdays.
cast  Li: resident at B3   Wang: window of C1

at 2026-03-02 09:00
  Li reports NAME  where=B3                               -> refused field_missing story
  Li reports NAME  where=B3 story="楼道灯不亮"              -> R1 reported
  Li handle R1  reply="好"                                -> refused not_your_step
  Wang handle R1                                          -> refused field_missing reply
  Wang handle R1  reply="当天换好"                          -> handled
figures  received 1
PLAY
    echo "programmes/$domain/$name.yaml and programmes/$domain/$name.play: now make them yours."
}
