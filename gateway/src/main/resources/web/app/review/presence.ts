import type { ReactiveController, ReactiveControllerHost } from 'lit';

const TICK = 15_000;
/** Somebody who touched nothing for so long may have gone away, rather than read. */
const RECENT = 10 * 60_000;
const USES = ['keydown', 'pointerdown', 'pointermove', 'wheel'];

/** Says now and then, and at every use, whether somebody is at the page. */
export class Presence implements ReactiveController {
  private usedAt = Date.now();
  private timer?: number;
  private readonly onUse = () => this.use();
  private readonly onSeen = () => document.hidden || this.use();

  constructor(
    host: ReactiveControllerHost,
    private readonly tell: (inUse: boolean) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.usedAt = Date.now();
    USES.forEach(use => document.addEventListener(use, this.onUse, { passive: true }));
    document.addEventListener('visibilitychange', this.onSeen);
    this.timer = window.setInterval(() => this.tell(!document.hidden && Date.now() - this.usedAt < RECENT), TICK);
  }

  hostDisconnected(): void {
    USES.forEach(use => document.removeEventListener(use, this.onUse));
    document.removeEventListener('visibilitychange', this.onSeen);
    window.clearInterval(this.timer);
  }

  private use(): void {
    this.usedAt = Date.now();
    this.tell(true);
  }
}
