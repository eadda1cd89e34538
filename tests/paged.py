"""Pages of invented government sites: three skeletons around a report as such sites have it, and bare ones."""

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

Skeleton = Callable[[str], str]


def portal(report: str) -> str:
    """A page of a portal: the article in a named block, menus and lists of other pages around it."""
    title, *lines = report.strip().split("\n")
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{escape(title)}_调查研究_青原县人民政府门户网站</title>
<meta name="PubDate" content="2024-03-18 09:12"><meta name="ContentSource" content="青原县工业和信息化局">
<style>.nav li {{ float: left }}</style><script>var column = "调查研究。";</script></head><body>
<div class="header"><h1 class="logo">青原县人民政府</h1><ul class="nav"><li><a href="/">首页</a></li>
<li><a href="/xxgk/">政务公开</a></li><li><a href="/hd/">互动交流</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/dcyj/">调查研究</a> &gt; 正文</div>
<div class="wrap content"><div class="left">
<h1 class="article-title">{escape(title)}</h1>
<div class="info"><span>发布时间：2024-03-18 09:12</span> <span>来源：青原县工业和信息化局</span>
<span>浏览次数：<b id="hits">318</b></span>
<span>字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span></div>
<div class="view TRS_UEDITOR trs_paper_default"><div class="TRS_Editor">
{"".join(_paragraphs(lines, '<p style="text-indent:2em">{}</p>', "h2"))}
</div></div>
<div class="bdsharebuttonbox"><a href="#">分享到微信</a><a href="#">微博</a></div>
<p class="editor">责任编辑：乔木</p>
<div class="page-turn"><p>上一篇：<a href="1.html">青原县召开春耕备播现场会</a></p><p>下一篇：
<a href="2.html">青原县开展义务植树</a></p></div>
</div><div class="sidebar"><h3>热点文章</h3><ul><li><a href="3.html">青原县茶产业产值突破30亿元</a></li>
<li><a href="4.html">全县新增企业120家</a></li></ul></div></div>
<div class="footer"><p>版权所有：青原县人民政府　主办单位：青原县人民政府办公室</p>
<p>联系电话：0000-1234567</p><img src="code.png" alt="扫一扫"></div>
</body></html>"""


def disclosure(report: str) -> str:
    """A page of public documents: a table that tells of the document, then its words as they were pasted from Word."""
    title, *lines = report.strip().split("\n")
    pasted = '<p class="MsoNormal"><span style="font-family:仿宋">&nbsp;&nbsp;&nbsp;&nbsp;{}</span><o:p></o:p></p>'
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{escape(title)} - 柏川市政府信息公开平台</title></head><body>
<table width="100%"><tr><td><a href="/">柏川市政府信息公开</a></td><td><a href="/ml/">目录</a></td><td>
<a href="/zn/">指南</a></td></tr></table>
<div class="xxgk-head"><table><tbody>
<tr><td>索 引 号：</td><td>000014349/2023-00112</td><td>主题分类：</td><td>工业、交通</td></tr>
<tr><td>发文机关：</td><td>柏川市人民政府办公室</td><td>成文日期：</td><td>2023年11月06日</td></tr>
<tr><td>标　　题：</td><td>{escape(title)}</td><td>发文字号：</td><td>柏政办发〔2023〕17号</td></tr>
</tbody></table></div>
<div class="pages-title" style="text-align:center">{escape(title)}</div>
<div id="UCAP-CONTENT" class="pages_content">
{"".join(_paragraphs(lines, pasted, ""))}
<div class="ewm" style="display:none">扫一扫在手机打开当前页</div>
</div>
<div class="tools"><a href="javascript:print()">【打印本页】</a> <a href="javascript:close()">【关闭窗口】</a></div>
<div class="related"><h4>相关链接</h4><ul><li><a href="7.html">柏川市印发工业倍增方案</a></li><li>
<a href="8.html">图解：工业倍增方案</a></li></ul></div>
<iframe src="foot.html"></iframe></body></html>"""


def layout(report: str) -> str:
    """A page of twenty years ago: tables that lay it out, no names, lines broken by <br>."""
    title, *lines = report.strip().split("\n")
    broken = "".join(_paragraphs(lines, "　　{}<BR>\n", ""))
    return f"""<HTML><HEAD><TITLE>{escape(title)}</TITLE></HEAD><BODY>
<TABLE width=960 align=center><TR><TD><A href="index.asp">网站首页</A> | <A href="gk.asp">县情概况</A> |
<A href="zs.asp">招商引资</A></TD></TR></TABLE>
<TABLE width=960 align=center><TR>
<TD width=200><TABLE><TR><TD><A href="a.asp">领导之窗</A></TD></TR><TR><TD>
<A href="b.asp">部门动态</A></TD></TR></TABLE></TD>
<TD><TABLE width="100%"><TR><TD align=center><FONT size=4><B>{escape(title)}</B></FONT></TD></TR>
<TR><TD align=center>【字体：<A href="#">大</A> <A href="#">中</A> <A href="#">小</A>】 【<A href="#">打印</A>】 【
<A href="#">关闭</A>】</TD></TR>
<TR><TD>{broken}</TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=960 align=center><TR><TD>枫溪县信息中心制作维护 建议使用IE浏览器</TD></TR></TABLE></BODY></HTML>"""


SKELETONS: dict[str, Skeleton] = {"portal": portal, "disclosure": disclosure, "layout": layout}


def bare(body: str, head: str = "") -> str:
    """A page that is nothing but its body."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def _paragraphs(lines: list[str], paragraph: str, heading: str) -> Iterator[str]:
    """The lines of a report in the markup of a paragraph each, its tables as tables."""
    for is_row, group in groupby((line for line in lines if line.strip()), key=lambda line: line.lstrip()[:1] == "|"):
        if is_row:
            yield _table(list(group))
            continue
        for line in group:
            if heading and line[1:2] == "、" and len(line) < 20:
                yield f"<{heading}>{escape(line)}</{heading}>\n"
            else:
                yield paragraph.format(escape(line)) + "\n"


def _table(lines: list[str]) -> str:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    rows = [row for row in rows if set("".join(row)) - set("-: ")]
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table border=1>{body}</table>\n"
