/**
 * The contents of LevelDB files, including deleted and overwritten entries, as long as the file exists. Searching the
 * raw bytes would miss entries across two blocks of a log, repetitions that Snappy encoded, and keys with a common
 * prefix. https://github.com/google/leveldb/blob/main/doc/log_format.md, doc/table_format.md;
 * https://github.com/google/snappy/blob/main/format_description.txt
 */

const logBlockBytes = 32 * 1024
const logHeaderBytes = 7

/** The records of a `.log` file, assembled from their fragments. */
export const logRecords = (file: Buffer): Buffer => {
  const fragments: Buffer[] = []
  for (let block = 0; block < file.length; block += logBlockBytes) {
    const end = Math.min(block + logBlockBytes, file.length)
    for (let at = block; at + logHeaderBytes <= end; ) {
      const length = file.readUInt16LE(at + 4)
      fragments.push(file.subarray(at + logHeaderBytes, Math.min(at + logHeaderBytes + length, end)))
      at += logHeaderBytes + length
    }
  }
  return Buffer.concat(fragments)
}

const footerBytes = 48
const trailerBytes = 5
const separator = Buffer.from('\n')

/** The keys and values of an `.ldb` file, each key complete, each pair separate. */
export const tableEntries = (file: Buffer): Buffer => {
  const footer = byteReader(file.subarray(file.length - footerBytes))
  readBlockHandle(footer) // of the meta index, which holds no entries of ours
  const index = blockEntries(readBlock(file, readBlockHandle(footer)))
  const pairs = index.flatMap(({ value }) => blockEntries(readBlock(file, readBlockHandle(byteReader(value)))))
  return Buffer.concat(pairs.flatMap(({ key, value }) => [key, separator, value, separator]))
}

interface BlockHandle {
  readonly offset: number
  readonly size: number
}

const readBlockHandle = (from: ByteReader): BlockHandle => ({ offset: from.varint(), size: from.varint() })

const readBlock = (file: Buffer, { offset, size }: BlockHandle): Buffer => {
  const content = file.subarray(offset, offset + size)
  const compression = file[offset + size]
  if (offset + size + trailerBytes > file.length || (compression !== 0 && compression !== 1)) {
    throw new Error('Not a LevelDB table, or compressed with an unknown method.')
  }
  return compression === 1 ? decompressSnappy(content) : content
}

const blockEntries = (block: Buffer): { readonly key: Buffer; readonly value: Buffer }[] => {
  const restarts = block.readUInt32LE(block.length - 4)
  const from = byteReader(block.subarray(0, block.length - 4 * (restarts + 1)))
  const entries: { key: Buffer; value: Buffer }[] = []
  let key = Buffer.alloc(0)
  while (from.hasMore()) {
    const [shared, unshared, valueLength] = [from.varint(), from.varint(), from.varint()]
    key = Buffer.concat([key.subarray(0, shared), from.bytes(unshared)])
    entries.push({ key, value: from.bytes(valueLength) })
  }
  return entries
}

/** Decompresses a Snappy block. */
export const decompressSnappy = (compressed: Buffer): Buffer => {
  const from = byteReader(compressed)
  const output = Buffer.alloc(from.varint())
  let at = 0
  const repeat = (length: number, offset: number) => {
    // Byte by byte, because a copy may overlap its output.
    for (let count = 0; count < length; count++, at++) output[at] = output[at - offset] ?? 0
  }
  while (from.hasMore()) {
    const tag = from.number(1)
    const rest = tag >> 2
    switch (tag & 3) {
      case 0: {
        const literal = from.bytes(1 + (rest < 60 ? rest : from.number(rest - 59)))
        at += literal.copy(output, at)
        break
      }
      case 1:
        repeat(4 + (rest & 7), ((tag >> 5) << 8) | from.number(1))
        break
      case 2:
        repeat(rest + 1, from.number(2))
        break
      default:
        repeat(rest + 1, from.number(4))
    }
  }
  return output
}

interface ByteReader {
  hasMore(): boolean
  /** Little-endian. */
  number(bytes: number): number
  varint(): number
  bytes(length: number): Buffer
}

const byteReader = (buffer: Buffer): ByteReader => {
  let at = 0
  const number = (bytes: number): number => {
    at += bytes
    return buffer.readUIntLE(at - bytes, bytes)
  }
  return {
    hasMore: () => at < buffer.length,
    number,
    varint: () => {
      let value = 0
      for (let scale = 1; ; scale *= 128) {
        const byte = number(1)
        value += (byte & 127) * scale
        if (byte < 128) return value
      }
    },
    bytes: (length) => {
      at += length
      return buffer.subarray(at - length, at)
    },
  }
}
