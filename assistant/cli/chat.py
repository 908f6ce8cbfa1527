"""`cim chat`: the conversation in the terminal."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from assistant.cli.failures import CommandError
from assistant.cli.quiet import quiet_libraries

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

    from rasa.core.agent import Agent

__all__ = ["add_to"]

_SENDER = "terminal"


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("chat", help="talk with the assistant here; nothing is kept")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Talk until the input ends."""
    from assistant.paths import MODELS
    from assistant.rasa_lite import import_rasa_lite

    print("Loading the assistant ...", flush=True)
    import_rasa_lite()
    quiet_libraries()
    from assistant.agent import ModelMissingError, load_agent, newest_model

    try:
        agent = load_agent(newest_model(MODELS))
    except ModelMissingError as error:
        raise CommandError(str(error)) from error
    asyncio.run(_talk(agent))
    return 0


async def _talk(agent: Agent) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(highlight=False)
    buttons = await _say(agent, console, Markdown, "/greet")
    while True:
        try:
            typed = (await asyncio.to_thread(console.input, "[bold]> [/bold]")).strip()
        except EOFError:
            return
        pressed = typed.removeprefix("#")
        is_button = typed.startswith("#") and pressed.isdigit() and 0 < int(pressed) <= len(buttons)
        text = buttons[int(pressed) - 1]["payload"] if is_button else typed.lstrip("/")
        if text:
            buttons = await _say(agent, console, Markdown, text)


async def _say(agent: Agent, console: Any, markdown: Any, text: str) -> list[dict[str, str]]:
    """Send `text`, print the replies, and return the buttons of the last one."""
    from rasa.core.channels.channel import UserMessage

    from assistant.rest import WholeMessages

    replies = WholeMessages()
    await agent.handle_message(UserMessage(text, replies, _SENDER))
    buttons: list[dict[str, str]] = []
    for reply in replies.messages:
        console.print(markdown(reply["text"]))
        buttons = reply.get("buttons", [])
    if buttons:
        console.print("   ".join(f"[dim]#{at}[/dim] {one['title']}" for at, one in enumerate(buttons, start=1)))
    return buttons
