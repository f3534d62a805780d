import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { View } from '../view';
import { themeOf, type Theme } from './theme';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** What a chart says, drawn and in numbers. */
export interface ChartContent {
  title: string;
  /** One sentence that says what the drawing shows, for those who don't see it. */
  summary: string;
  height: number;
  head: string[];
  rows: string[][];
  /** Drawn for this width in pixels. */
  draw(theme: Theme, width: number): EChartsCoreOption;
}

const DARK = window.matchMedia('(prefers-color-scheme: dark)');
const CALM = window.matchMedia('(prefers-reduced-motion: reduce)');

/** A chart with a switch to the table of its numbers. */
@customElement('al-chart')
export class Chart extends View {
  @property({ attribute: false }) content: ChartContent | undefined;
  @state() private asTable = false;
  private chart?: EChartsType;
  private readonly resized = new ResizeObserver(() => this.draw());
  private readonly redraw = () => this.draw();

  override connectedCallback(): void {
    super.connectedCallback();
    DARK.addEventListener('change', this.redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    DARK.removeEventListener('change', this.redraw);
    this.drop();
  }

  protected override render(): TemplateResult {
    const content = this.content;
    if (!content) {
      return html``;
    }
    return html`<section class="panel chart">
      <header>
        <h2>${content.title}</h2>
        <button type="button" class="small" aria-pressed=${this.asTable} aria-label="Show ${content.title.toLowerCase()} as a table"
          @click=${() => (this.asTable = !this.asTable)}>Table</button>
      </header>
      ${
        this.asTable
          ? this.table(content)
          : html`<div class="drawing" role="img" aria-label=${content.summary} style="height:${content.height}px"></div>`
      }
    </section>`;
  }

  private table(content: ChartContent): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="${content.title}, numbers" style="max-height:${content.height}px">
      <table class="numbers">
        <thead><tr>${content.head.map((cell, i) => html`<th scope="col" class=${i > 0 ? 'right' : ''}>${cell}</th>`)}</tr></thead>
        <tbody>${content.rows.map(
          row => html`<tr>${row.map((cell, i) => (i === 0 ? html`<th scope="row">${cell}</th>` : html`<td class="right">${cell}</td>`))}</tr>`,
        )}</tbody>
      </table>
    </div>`;
  }

  protected override updated(): void {
    this.draw();
  }

  private draw(): void {
    const place = this.querySelector<HTMLElement>('.drawing');
    if (!place || !this.content) {
      this.drop();
      return;
    }
    if (this.chart?.getDom() !== place) {
      this.drop();
      this.chart = init(place, undefined, { renderer: 'svg' });
      this.resized.observe(place);
    }
    const theme = themeOf(this);
    this.chart.resize();
    this.chart.setOption(
      {
        animationDuration: CALM.matches ? 0 : 150,
        animationDurationUpdate: CALM.matches ? 0 : 150,
        animation: !CALM.matches,
        textStyle: { fontFamily: getComputedStyle(this).fontFamily, fontSize: 12, color: theme.quiet },
        ...this.content.draw(theme, place.clientWidth),
      },
      { notMerge: true },
    );
  }

  private drop(): void {
    this.resized.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
  }
}
