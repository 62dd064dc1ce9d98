// What every kind of module shares: the context of the call it is in.
import { Reader } from './reader';

const NO_CONTEXT = 'this call has no context: the abi of the module names none';
const NO_KEY = 'this call has no key: the module has no key_schema';

export abstract class Callee {
  private $isCalled: bool = false;
  private $contextBytes: Reader | null = null;
  private $keyBytes: Reader | null = null;

  $context(): Reader {
    return this.$given(this.$contextBytes, NO_CONTEXT);
  }

  $key(): Reader {
    return this.$given(this.$keyBytes, NO_KEY);
  }

  protected $called(context: Reader | null, key: Reader | null): void {
    this.$isCalled = true;
    this.$contextBytes = context;
    this.$keyBytes = key;
  }

  private $given(from: Reader | null, otherwise: string): Reader {
    if (!this.$isCalled) throw new Error('no call');
    if (from === null) throw new Error(otherwise);
    return from.again();
  }
}
