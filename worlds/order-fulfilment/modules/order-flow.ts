// One order: reserve the goods, charge for them, tell customer and warehouse; release the goods when the charge fails.
import { some } from '@nx-air/module-sdk/assembly';
import {
  FlowState,
  HttpRequestOutcome,
  OrderFlowWorkflow,
  OrderFulfilled,
  OrderPlaced,
  OrderRejected,
  Phase,
  PhaseTag,
  Stage,
} from './generated/air';

export class OrderFlow extends OrderFlowWorkflow {
  /** An order that is placed again while it is under way goes on as it was. */
  onPlaced(state: FlowState | null, event: OrderPlaced): FlowState | null {
    if (state !== null) return state;
    this.send('POST', 'https://stock.example.org/reservations/', event, 'stock');
    return { order: event, phase: Phase.Reserving() };
  }

  onHttpRequestOutcome(state: FlowState, outcome: HttpRequestOutcome): FlowState | null {
    switch (state.phase.tag) {
      case PhaseTag.Reserving:
        return this.reserved(state.order, outcome);
      case PhaseTag.Charging:
        return this.charged(state.order, outcome);
      case PhaseTag.Releasing:
        return this.reject(state.order, Stage.Charge(), state.phase.asReleasing().code, isDone(outcome));
      default:
        return this.told(state, outcome);
    }
  }

  private reserved(order: OrderPlaced, outcome: HttpRequestOutcome): FlowState | null {
    if (!isDone(outcome)) return this.reject(order, Stage.Reserve(), codeOf(outcome), false);
    this.send('POST', 'https://pay.example.org/charges/', order, 'payments');
    return { order, phase: Phase.Charging() };
  }

  private charged(order: OrderPlaced, outcome: HttpRequestOutcome): FlowState | null {
    if (!isDone(outcome)) {
      this.send('DELETE', 'https://stock.example.org/reservations/', order, 'stock');
      return { order, phase: Phase.Releasing({ code: codeOf(outcome) }) };
    }
    this.send('POST', 'https://mail.example.org/confirmations/', order, 'messages');
    this.send('POST', 'https://warehouse.example.org/shipments/', order, 'messages');
    return { order, phase: Phase.Telling({ left: 2, told: 0 }) };
  }

  /** The order is fulfilled even when a message is lost: how many arrived stands in the event. */
  private told(state: FlowState, outcome: HttpRequestOutcome): FlowState | null {
    const before = state.phase.asTelling();
    const told = before.told + (isDone(outcome) ? 1 : 0);
    if (before.left > 1) return { order: state.order, phase: Phase.Telling({ left: before.left - 1, told }) };
    this.raise({ order_id: state.order.order_id, told } as OrderFulfilled);
    return this.complete();
  }

  private reject(order: OrderPlaced, stage: Stage, code: string, released: bool): FlowState | null {
    this.raise({ order_id: order.order_id, stage, code, released } as OrderRejected);
    return this.complete();
  }

  private send(method: string, url: string, order: OrderPlaced, slot: string): void {
    this.emitHttpRequest({ method, url: url + order.order_id, headers: new Map<string, string>(), body_ref: some(order.body_ref) }, slot);
  }
}

/** A service that answers has not done what it was asked for unless it says so. */
function isDone(outcome: HttpRequestOutcome): bool {
  return outcome.isOk && outcome.receipt.status >= 200 && outcome.receipt.status < 300;
}

function codeOf(outcome: HttpRequestOutcome): string {
  return outcome.isOk ? `http_${outcome.receipt.status}` : outcome.code;
}
