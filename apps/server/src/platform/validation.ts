import { Injectable, StandardSchemaValidationPipe, type ParameterDecoratorOptions } from '@nestjs/common';
import { Refusal } from '@segue/protocol';

type Schema = NonNullable<ParameterDecoratorOptions['schema']>;

/**
 * Checks what arrives against the schema that stands at the parameter: `@Body({ schema: filmBody })`,
 * `@Param('filmId', { schema: idSchema })`. Registered for all routes.
 */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({
      exceptionFactory: (issues) => {
        const problems = this.formatIssueMessages(issues);
        return new Refusal('request.invalid', problems.slice(0, 10).join('; '));
      },
    });
  }

  protected override async validate<T>(value: unknown, schema: Schema) {
    const outcome = await super.validate<T>(value, schema);
    if (outcome.issues || isStorable(outcome.value)) return outcome;
    return {
      issues: [{ message: 'The text holds a character that cannot be stored (NUL or half of a pair).' }],
    };
  }
}

/** PostgreSQL stores neither NUL nor a lone surrogate. The depth is bounded: the schema has passed the value already. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !/[\0\p{Surrogate}]/u.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isStorable);
}
