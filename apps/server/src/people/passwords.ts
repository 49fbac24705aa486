import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the library's parameters (19 MiB, 2 passes), which are those OWASP asks for. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

const hashOfNobody = hash('the password of nobody');

/** Whether the password is right. Without a hash it takes the same time, so that the answer does not tell who has an account. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await hashOfNobody), password);
  return matches && passwordHash !== null;
}
