// Fetches all pages of a digest at once, and puts them together in the order in which they were asked for.
import { none, Option } from '@nx-air/module-sdk/assembly';
import { CollectorWorkflow, CollectState, DigestCollected, DigestRequested, HttpRequestOutcome } from './generated/air';

export class Collector extends CollectorWorkflow {
  /** A digest that is asked for again while it is under way goes on as it was. */
  onRequested(state: CollectState | null, event: DigestRequested): CollectState | null {
    if (state !== null) return state;
    const begun: CollectState = { seq: 0, first: 0, left: <u64>event.urls.length, missing: 0, pages: [] };
    for (let index = 0; index < event.urls.length; index++) {
      const emitted = this.emitHttpRequest({ method: 'GET', url: event.urls[index], headers: new Map<string, string>(), body_ref: none<string>() });
      if (index == 0) {
        begun.seq = emitted.seq;
        begun.first = emitted.index;
      }
      begun.pages.push(none<string>());
    }
    return this.endIfDone(begun);
  }

  onHttpRequestOutcome(state: CollectState, outcome: HttpRequestOutcome): CollectState | null {
    const place = outcome.emitted.index - state.first;
    if (outcome.emitted.seq != state.seq || place >= <u64>state.pages.length) return this.fail('an outcome of no request');
    const page = pageOf(outcome);
    state.pages[<i32>place] = page;
    if (page.isNone) state.missing += 1;
    state.left -= 1;
    return this.endIfDone(state);
  }

  private endIfDone(state: CollectState): CollectState | null {
    if (state.left > 0) return state;
    this.raise({ digest_id: this.key, pages: state.pages, missing: state.missing } as DigestCollected);
    return this.complete();
  }
}

/** None when it was refused, failed, or answered with anything but a page. */
function pageOf(outcome: HttpRequestOutcome): Option<string> {
  if (!outcome.isOk) return none<string>();
  const receipt = outcome.receipt;
  return receipt.status == 200 ? receipt.body_ref : none<string>();
}
