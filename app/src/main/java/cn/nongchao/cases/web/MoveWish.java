package cn.nongchao.cases.web;

import cn.nongchao.cases.Act;
import cn.nongchao.cases.Check;
import cn.nongchao.cases.Disposition;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A move as a page or a program asks for it. Beside the first five fields each move reads only its
 * own.
 *
 * @param entry id of the entry to be, a UUIDv7 made by the client; sent twice, done once
 * @param version of the event the client saw
 * @param move name of the move, like {@code DISPATCHED}
 * @param evidence ids of files taken in before
 * @param category TRIAGED: code of the line of the responsibility list
 * @param to DISPATCHED: the organisation
 * @param person DISPATCHED: the person there, or nobody by name
 * @param organisations DISPATCHED: who assists; HELP_ASKED: who is asked
 * @param disposition HANDLED
 * @param act HANDLED by enforcement
 * @param officers HANDLED by enforcement: two at least
 * @param subject HANDLED by enforcement: a firm's unified social credit code
 * @param reply HANDLED: what whoever reported it is told
 * @param before HANDLED: photos from before
 * @param after HANDLED: photos from after
 * @param way PASSED and FAILED
 * @param rating RATED: 1 to 5
 * @param into MERGED: id of the event that goes on
 * @param intoNumber MERGED: its number instead; goes before the id
 */
record MoveWish(
    UUID entry,
    @Nullable Integer version,
    String move,
    @Nullable String note,
    @Nullable List<UUID> evidence,
    @Nullable String category,
    @Nullable UUID to,
    @Nullable UUID person,
    @Nullable List<UUID> organisations,
    @Nullable Disposition disposition,
    @Nullable Act act,
    @Nullable List<UUID> officers,
    @Nullable String subject,
    @Nullable String reply,
    @Nullable List<UUID> before,
    @Nullable List<UUID> after,
    @Nullable Check way,
    @Nullable Integer rating,
    @Nullable UUID into,
    @Nullable String intoNumber) {}
