// Checked 64-bit and exact decimal arithmetic.
import { calculateDec128 } from '../dec128.ts';
import { int, MAX_INT, MAX_NAT, MIN_INT, nat, type Value } from '../value.ts';
import { Fault, typeFault } from './fault.ts';

export type ArithmeticOperator = 'add' | 'sub' | 'mul' | 'div' | 'mod';

/**
 * Two nats give a nat (a difference below zero gives an int), any other pair of nat and int an int. Division
 * truncates toward zero. Decimals add, subtract and multiply exactly or fault. AOS has no decimal arithmetic.
 */
export function calculate(op: ArithmeticOperator, left: Value, right: Value): Value {
  if (left.t === 'dec128' && right.t === 'dec128') return decimal(op, left.v, right.v);
  const a = integerOf(left);
  const b = integerOf(right);
  const result = integer(op, a, b);
  if (left.t === 'nat' && right.t === 'nat' && result >= 0n) {
    if (result > MAX_NAT) throw overflow(op);
    return nat(result);
  }
  if (result < MIN_INT || result > MAX_INT) throw overflow(op);
  return int(result);
}

function integer(op: ArithmeticOperator, a: bigint, b: bigint): bigint {
  switch (op) {
    case 'add':
      return a + b;
    case 'sub':
      return a - b;
    case 'mul':
      return a * b;
    case 'div':
      if (b === 0n) throw new Fault('division_by_zero', 'division by zero');
      return a / b;
    case 'mod':
      if (b === 0n) throw new Fault('division_by_zero', 'remainder of a division by zero');
      return a % b;
  }
}

function decimal(op: ArithmeticOperator, left: string, right: string): Value {
  if (op === 'div' || op === 'mod') throw new Fault('type', `${op} is not defined for dec128`);
  const result = calculateDec128(op, left, right);
  if (result === undefined) throw overflow(op);
  return { t: 'dec128', v: result };
}

function integerOf(value: Value): bigint {
  if (value.t !== 'nat' && value.t !== 'int') throw typeFault('int or nat', value.t);
  return value.v;
}

function overflow(op: ArithmeticOperator): Fault {
  return new Fault('overflow', `${op} leaves the range of its type`);
}
