"""The commands of the command line, one for each page. To add one: write it and put it into COMMANDS."""

from analysis.commands.command import Command
from analysis.commands.correct import CORRECT
from analysis.commands.depth import DEPTH_COMMANDS
from analysis.commands.ingest import INGEST
from analysis.commands.remove import REMOVE
from analysis.commands.report import REPORT
from analysis.commands.tables import TABLE_COMMANDS

COMMANDS: tuple[Command, ...] = (*TABLE_COMMANDS, *DEPTH_COMMANDS, CORRECT, INGEST, REMOVE, REPORT)
