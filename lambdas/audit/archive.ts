/** What has been put into a folder of an archive, and which folders are in it; names are whole, in alphabetical order. */
export interface ArchiveFolder {
  readonly folders: readonly string[]
  readonly objects: readonly StoredObject[]
}

export interface StoredObject {
  readonly name: string
  /** By the archive's own clock, milliseconds; some archives know whole seconds only. */
  readonly storedAt: number
}

/** Where nothing is changed or deleted before its time: the locked bucket of a deployment, a folder on a laptop. */
export interface Archive {
  /** Keeps a text under a name that nothing has yet; false when something has. Throws `export-failed`. */
  putOnce(name: string, text: string): Promise<boolean>
  /** The text under a name; nothing when there is none. Throws `export-failed`. */
  read(name: string): Promise<string | undefined>
  /** What lies in a folder, whose name ends with a slash. Throws `export-failed`. */
  list(folder: string): Promise<ArchiveFolder>
}
