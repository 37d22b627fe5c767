"""Run a command: `python -m scripts COMMAND`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scripts.commands.check import check
from scripts.commands.external_links import external_links
from scripts.commands.mark_translated import mark_translated
from scripts.commands.new_locale import new_locale
from scripts.commands.offline_zip import offline_zip
from scripts.commands.precompress import precompress
from scripts.commands.release_check import release_check
from scripts.commands.review_due import review_due
from scripts.commands.review_sheet import review_sheet
from scripts.commands.spelling import spelling
from scripts.commands.translation_diff import translation_diff
from scripts.commands.translation_status import translation_status
from scripts.commands.verify import verify
from scripts.config import display_path
from scripts.errors import BuildError, report


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Check, translate, build and publish the guide."""


commands.add_command(check)
commands.add_command(external_links)
commands.add_command(mark_translated)
commands.add_command(new_locale)
commands.add_command(offline_zip)
commands.add_command(precompress)
commands.add_command(release_check)
commands.add_command(review_due)
commands.add_command(review_sheet)
commands.add_command(spelling)
commands.add_command(translation_diff)
commands.add_command(translation_status)
commands.add_command(verify)


def main() -> None:
    """Run the command; say in one line what is wrong with its input."""
    try:
        commands(prog_name="python -m scripts")
    except BuildError as error:
        sys.exit(report([error.problem]))
    except OSError as error:  # a full disk, a folder that nobody may write to
        place = f"{display_path(Path(error.filename))}: " if error.filename else ""
        click.echo(f"Error: {place}{error.strerror or error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
