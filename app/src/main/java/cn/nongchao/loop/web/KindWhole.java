package cn.nongchao.loop.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A loop of any kind as the JSON API shows it.
 *
 * @param facts what the kind knows of it, by name
 * @param about the loop it hangs on
 * @param moves what the caller may do now
 */
record KindWhole(LoopJson loop, Map<String, ?> facts, @Nullable UUID about, List<String> moves) {}
