package cn.nongchao.people.register;

import cn.nongchao.form.Flat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person to be entered.
 *
 * @param active not said, they are
 */
public record NewPerson(UUID id, @Flat PersonFacts person, @Nullable Boolean active) {}
