import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')

/** Returns the absolute path of a source, given its path from the project's root. */
export const sourcePath = (name: string): string => resolve(root, name)
