/** The text over which the hash of an audit record is computed. The service and the pages that verify records share it. */

/** Returns the JSON of the record's fields in alphabetical order, without `hash` and undefined fields. The hash is its SHA-256. */
export const hashedText = (record: object): string =>
  JSON.stringify(
    Object.entries(record)
      .filter(([name, value]) => name !== 'hash' && value !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  )
