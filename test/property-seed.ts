/** `PROPERTY_SEED=<seed>` runs every property with the seed that a failure has printed. Runs before each test file. */
const { PROPERTY_SEED: seed } = process.env

if (seed !== undefined) {
  const { default: fc } = await import('fast-check')
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) })
}

export {}
