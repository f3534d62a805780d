import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { get } from './client';
import type { Dataset } from './messages';

const known = new Map<string, Promise<string>>();

/** Names of datasets, read once each; until then, and where one cannot be read, the first characters of the id. */
export class DatasetNames implements ReactiveController {
  private readonly names = new Map<string, string>();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  of(id: string): string {
    const name = this.names.get(id);
    if (name === undefined && id) {
      this.names.set(id, id.slice(0, 8));
      const reading = known.get(id) ?? get<Dataset>(`/datasets/${id}`).then(dataset => dataset.name);
      known.set(id, reading);
      reading.then(found => {
        this.names.set(id, found);
        this.host.requestUpdate();
      }, () => known.delete(id));
    }
    return this.names.get(id) ?? '';
  }
}
