package cn.nongchao.proof.web;

import cn.nongchao.platform.Text;
import org.jspecify.annotations.Nullable;

/**
 * @param typed as typed, kept after a refusal
 */
public record TypeCodePage(String typed, @Nullable Text refusal) {}
