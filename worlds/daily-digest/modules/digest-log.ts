// Keeps how each digest ended and what it has cost; the same digest asked for again begins anew but keeps its costs.
import { none, some } from '@nx-air/module-sdk/assembly';
import { DigestExpired, DigestFailed, DigestLogReducer, DigestOutcome, DigestReady, DigestRequested, LogState } from './generated/air';

export class DigestLog extends DigestLogReducer {
  onRequested(state: LogState | null, event: DigestRequested): LogState {
    const log = orEmpty(state);
    log.source_url = event.source_url;
    log.outcome = none<DigestOutcome>();
    return log;
  }

  onReady(state: LogState | null, event: DigestReady): LogState {
    const log = orEmpty(state);
    log.outcome = some(DigestOutcome.Ready(event));
    log.spent_cents += event.cost_cents;
    return log;
  }

  onFailed(state: LogState | null, event: DigestFailed): LogState {
    const log = orEmpty(state);
    log.outcome = some(DigestOutcome.Failed(event));
    return log;
  }

  onExpired(state: LogState | null, event: DigestExpired): LogState {
    const log = orEmpty(state);
    log.outcome = some(DigestOutcome.Expired(event));
    return log;
  }
}

/** An outcome can come without its request: events of other sources are routed here too. */
function orEmpty(state: LogState | null): LogState {
  if (state !== null) return state;
  return { source_url: '', outcome: none<DigestOutcome>(), spent_cents: 0 };
}
