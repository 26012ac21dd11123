package cn.nongchao.portal.web;

import cn.nongchao.cases.PublicFigures;

/** The public front page. */
public record HomePage(PublicFigures.Figures figures) {}
