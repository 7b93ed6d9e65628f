-- Each connection waits between its requests. Argument: for how many milliseconds.
local folder = debug.getinfo(1, "S").source:match("^@(.*)/") or "."
dofile(folder .. "/report.lua")

local wait = 0

function init(args) wait = tonumber(args[1]) end

function delay() return wait end
