namespace Refigure.Plotting.Scenes;

/// <summary>One thing on the page. Items are painted in order, later ones over earlier ones.</summary>
public abstract record SceneItem;
