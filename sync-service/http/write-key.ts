/** Write checkpoints are counted for each user and client. */
export function writeKeyOf(userId: string, clientId: string | undefined): string {
  return clientId ? `${userId}/${clientId}` : userId
}
