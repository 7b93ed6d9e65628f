-- Every request reports a matter under an act id of its own, at one house after the other and of
-- another kind when it comes round, so that few are alike. Arguments: the file with the ids of
-- houses, a line each, and a number that no other run has.
local folder = debug.getinfo(1, "S").source:match("^@(.*)/") or "."
dofile(folder .. "/report.lua")

local houses, count, run = {}, 0, 0
local kinds = { "leak", "neighbours", "environment", "other" }

function init(args)
    for line in io.lines(args[1]) do houses[#houses + 1] = line end
    run = tonumber(args[2])
end

function request()
    count = count + 1
    local turn = count + run * 7919
    local house = houses[turn % #houses + 1]
    local kind = kinds[math.floor(turn / #houses) % #kinds + 1]
    local act = string.format("00000000-0000-7000-8%03x-%012x", run % 4096, count)
    local body = string.format(
        '{"part":"opinions.matter","channel":"window","values":{"story":"楼道的灯不亮了，老人上下楼看不清",' ..
        '"where":"%s","kind":"%s","urgency":"ordinary"},"reporter":{"name":"反映人%d","phone":"139%08d"}}',
        house, kind, count, count % 100000000)
    wrk.headers["Content-Type"] = "application/json"
    wrk.headers["Idempotency-Key"] = act
    return wrk.format("POST", nil, nil, body)
end
