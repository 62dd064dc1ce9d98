// What modules in AssemblyScript are written, generated, compiled and tested with.
export {};
