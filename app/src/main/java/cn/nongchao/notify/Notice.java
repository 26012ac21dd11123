package cn.nongchao.notify;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing told to one reader. It holds nobody's name, number or words: what is said of it is put
 * together from what it names.
 *
 * @param person who is told; null where a unit is
 * @param unit told by its robots; null where a person is
 * @param word name of its kind
 * @param cause the entry, or whatever else it tells of: a reader is told of it once
 * @param loop it is about; null for none
 * @param number of the loop; empty for none
 * @param kind of the loop; empty for none
 * @param stage the loop reached; empty for none
 * @param due when somebody must act next; null without limit
 * @param path of the page it leads to
 */
record Notice(
    UUID id,
    @Nullable PersonId person,
    @Nullable OrganisationId unit,
    String word,
    UUID cause,
    @Nullable LoopId loop,
    String number,
    String kind,
    String stage,
    @Nullable Instant due,
    String path,
    Instant at) {}
