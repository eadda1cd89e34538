"""The graph for other programs: kg site, serve, mcp, export, publish."""

import sys
from io import BytesIO
from pathlib import Path

import click

from kg.cli import options
from kg.cli.output import binary, fill, save, show, tell
from kg.commands import Command
from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.exports import FORMS, exported, listing
from kg.messages import Lang, message
from kg.views.wording import text


@click.command(cls=Command)
@click.argument("out", type=options.FILE, metavar="OUT", help="网页写到哪里 / folder to make")
@options.asked
@options.lang
def site(out: Path, folder: Path | Endpoint, lang: Lang) -> None:
    """静态网页，无需服务器即可打开 / The pages as files that open without a server

    \b
      kg site pages
      kg site pages --graph build
    """
    from kg.cli.progress import progress
    from kg.views.site import write as write_site

    with progress() as bar:
        task = bar.add_task("", total=None)
        files = write_site(folder, out, lambda done, total: bar.update(task, completed=done, total=total))
    tell(text("site_written", lang, files=files, path=out / "index.html"))


@click.command(cls=Command)
@options.asked
@click.option(
    "--host",
    metavar="HOST",
    default="127.0.0.1",
    show_default=True,
    help="监听地址 / address to listen at",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="端口，0 为任选 / port, 0 for any",
)
@click.option(
    "--allow-origin",
    "origins",
    metavar="URL",
    multiple=True,
    help="可访问的其他网站 / another site whose scripts may ask",
)
def serve(folder: Path | Endpoint, host: str, port: int, origins: tuple[str, ...]) -> None:
    """网页和 SPARQL 端点，默认仅限本机 / Serve pages and SPARQL to this machine

    \b
      kg serve
      kg serve --graph build --port 8080
    """
    from kg.serving.app import run

    run(folder, click.echo, host=host, port=port, origins=origins)


@click.command(cls=Command)
@options.asked
@options.lang
def mcp(folder: Path | Endpoint, lang: Lang) -> None:
    """供 AI 助手提问（MCP，标准输入输出） / Let an AI assistant ask: MCP over standard input and output

    在助手的设置中登记，文件夹写绝对路径： / Register it in the assistant's settings, with the folder's whole path:

    \b
      {"mcpServers": {"jiqun": {"command": "kg", "args": ["mcp", "--graph", "/home/me/build"]}}}

    \b
      kg mcp --graph build
      kg mcp --endpoint http://127.0.0.1:8890/sparql --lang en
    """
    from kg.serving.spoken import run

    run(folder, lang)


@click.command(cls=Command)
@click.argument(
    "form",
    type=click.Choice(tuple(FORMS)),
    required=False,
    metavar="[FORMAT]",
    help="格式；不给则列出 / a format; without, list them",
)
@click.option("--out", type=options.FILE, metavar="PATH", help="写入的文件或文件夹 / file or folder to write")
@options.asked
@options.lang
def export(form: str | None, out: Path | None, folder: Path | Endpoint, lang: Lang) -> None:
    """导出给其他软件；不给格式则列出 / Export for other programs; without a format, list them

    \b
      kg export
      kg export csv --out tables
      kg export graphml --out graph.graphml
      kg export turtle > graph.ttl
    """
    if form is None:
        show(listing(lang), "table", lang)
        return
    if FORMS[form].folder and (out is None or out.is_file()):
        raise InputError(message("export_folder", form=form))
    files = exported(form, folder, lang)
    if FORMS[form].folder and out:
        tell(text("exported", lang, files=fill(out, files, folder), path=out))
        return
    [file] = files
    if out:
        save(out, file.write, folder)
    elif form == "xlsx":
        held = BytesIO()
        file.write(held)
        binary(held.getvalue())
    else:
        file.write(sys.stdout.buffer)


@click.command(cls=Command)
@click.argument("url", metavar="ENDPOINT", help="SPARQL 1.1 图存储的网址 / address of a SPARQL 1.1 Graph Store")
@options.graph
@options.lang
def publish(url: str, folder: Path, lang: Lang) -> None:
    """把图谱发布到其他图数据库，只传有变化的 / Send the graph to another store: what changed

    \b
      kg publish http://127.0.0.1:8890/sparql-graph-crud-auth
      kg publish https://name:password@graphs.example.org/data
    """
    from kg.cli.progress import progress
    from kg.endpoint.connection import connected
    from kg.endpoint.files import files
    from kg.endpoint.publishing import Published, publish
    from kg.folder import Build, reading

    there = connected(url)
    with progress() as bar:
        task = bar.add_task("", total=None)

        def told(name: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=name)

        def sent(build: Build) -> Published:
            return publish(build.graph(), files(build), there, told)

        done = reading(folder, sent)
    tell(text("published", lang, sent=len(done.sent), gone=len(done.gone), kept=done.kept, url=there.url))
