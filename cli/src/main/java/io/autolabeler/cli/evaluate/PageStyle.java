package io.autolabeler.cli.evaluate;

/** How an evaluation's page looks, by light and by dark, on paper and on a phone. */
final class PageStyle {
    static final String CSS = """
            :root{color-scheme:light dark;--back:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--track:#eaeef2;
            --bar:#1f6feb;--heat:#0b3d91;--on-heat:#fff;--wrong:#b3261e}
            @media (prefers-color-scheme:dark){:root{--back:#0f1419;--ink:#e6e9ec;--soft:#9aa4af;--line:#313a44;
            --track:#232b34;--bar:#6aa5ff;--heat:#6aa5ff;--on-heat:#0b1020;--wrong:#ff8a80}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
            main{max-width:52rem;margin:0 auto;padding:1rem}
            h1{font-size:1.4rem;line-height:1.25;overflow-wrap:anywhere}
            h2{font-size:1.1rem;margin:2rem 0 .5rem}
            p{margin:.5rem 0}
            p.soft,footer{color:var(--soft);font-size:.875rem}
            .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:1rem 0}
            .cards div{border:1px solid var(--line);border-radius:.5rem;padding:.6rem .75rem}
            .cards dt{color:var(--soft);font-size:.875rem}
            .cards dd{margin:0;font-size:1.25rem;font-variant-numeric:tabular-nums}
            .cards small{display:block;color:var(--soft);font-size:.8rem}
            .scroll{overflow-x:auto}
            figure{margin:.5rem 0 1rem}
            figure>svg{display:block;width:100%;max-width:26rem;height:auto}
            .scroll>svg{display:block}
            svg text{fill:var(--ink);font:12px system-ui,sans-serif}
            svg .soft{fill:var(--soft)}
            svg .track{fill:var(--track)}
            svg .bar,svg .dot{fill:var(--bar)}
            svg .span{stroke:var(--bar);stroke-width:2}
            svg .heat{fill:var(--heat)}
            svg .frame{fill:none;stroke:var(--line)}
            svg .on-heat{fill:var(--on-heat)}
            table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
            th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
            td{max-width:20rem;overflow-wrap:anywhere}
            td:first-child{min-width:7rem}
            .n{text-align:right;white-space:nowrap}
            """;

    private PageStyle() {}
}
