import { Injectable } from '@nestjs/common';
import { ThrottlerGuard } from '@nestjs/throttler';
import { Refusal } from '@segue/protocol';

/** Limits how often one address may try where something could be guessed. */
@Injectable()
export class AttemptsGuard extends ThrottlerGuard {
  protected override throwThrottlingException(): Promise<void> {
    return Promise.reject(new Refusal('request.too-many'));
  }
}
