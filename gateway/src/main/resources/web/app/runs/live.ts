import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { address, get, Problem } from '../api/client';
import type { Run } from '../api/messages';
import { isOver } from './steer';

export type Line = 'connecting' | 'live' | 'lost' | 'ended';

const LONGEST_WAIT_SECONDS = 15;
/** A stream that says nothing for so long is checked with a plain read: a broken line may look like silence. */
const SILENCE_SECONDS = 40;

/**
 * A run as it goes. The stream of events is opened again by itself, after 1, 2, 4, … at most 15 seconds; each time the run is
 * first read plainly, so that the figures are right even when the stream stays away.
 */
export class LiveRun implements ReactiveController {
  run?: Run;
  problem?: Problem;
  line: Line = 'connecting';
  heardAt = 0;
  retryAt = 0;
  private runId = '';
  private stream?: EventSource;
  private timer?: number;
  private silence?: number;
  private failures = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.close();
    this.runId = '';
  }

  /** Follows this run from now on. */
  follow(runId: string): void {
    if (runId !== this.runId) {
      this.close();
      this.runId = runId;
      this.run = undefined;
      this.failures = 0;
      this.line = 'connecting';
      void this.connect();
    }
  }

  /** Takes a newer state, for example the answer to a step, and goes on following if the run moves again. */
  take(run: Run): void {
    if (run.id !== this.runId) {
      return;
    }
    this.run = run;
    if (!isOver(run) && this.line === 'ended') {
      this.line = 'connecting';
      void this.connect();
    }
    this.host.requestUpdate();
  }

  retryNow(): void {
    this.close();
    void this.connect();
  }

  private async connect(): Promise<void> {
    const runId = this.runId;
    try {
      const run = await get<Run>(`/runs/${runId}`);
      if (runId !== this.runId) {
        return;
      }
      this.heard(run);
      this.problem = undefined;
      if (isOver(run)) {
        this.end();
      } else {
        this.listen(runId);
      }
    } catch (problem) {
      if (runId === this.runId) {
        this.problem = problem as Problem;
        this.lost();
      }
    }
    this.host.requestUpdate();
  }

  private listen(runId: string): void {
    this.close();
    const stream = new EventSource(address(`/runs/${runId}/events`));
    this.stream = stream;
    stream.addEventListener('open', () => {
      this.failures = 0;
      this.line = 'live';
      this.host.requestUpdate();
    });
    stream.addEventListener('run', event => this.heard(JSON.parse((event as MessageEvent<string>).data) as Run));
    stream.addEventListener('end', () => this.end());
    stream.addEventListener('error', () => this.lost());
    this.watchSilence();
  }

  private heard(run: Run): void {
    this.run = run;
    this.heardAt = Date.now();
    this.watchSilence();
    this.host.requestUpdate();
  }

  private watchSilence(): void {
    window.clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.stream && this.retryNow(), SILENCE_SECONDS * 1000);
  }

  private end(): void {
    this.close();
    this.line = 'ended';
    this.host.requestUpdate();
  }

  private lost(): void {
    this.close();
    if (this.problem?.status === 404 || this.problem?.status === 401 || this.problem?.status === 403) {
      this.line = 'ended';
    } else {
      const wait = Math.min(LONGEST_WAIT_SECONDS, 2 ** this.failures++);
      this.line = 'lost';
      this.retryAt = Date.now() + wait * 1000;
      this.timer = window.setTimeout(() => void this.connect(), wait * 1000);
    }
    this.host.requestUpdate();
  }

  private close(): void {
    window.clearTimeout(this.timer);
    window.clearTimeout(this.silence);
    this.stream?.close();
    this.stream = undefined;
  }
}
