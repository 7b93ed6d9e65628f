-- Each connection waits between its requests, now longer, now shorter, so that they do not come in
-- step. Argument: for how many milliseconds on average.
local folder = debug.getinfo(1, "S").source:match("^@(.*)/") or "."
dofile(folder .. "/report.lua")

local wait = 0

function init(args) wait = tonumber(args[1]) end

function delay() return math.random() * 2 * wait end
